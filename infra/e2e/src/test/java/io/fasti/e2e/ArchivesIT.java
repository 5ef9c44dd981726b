package io.fasti.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code docs/how-to/archive-old-streams.md} says, with the packaged jar. */
class ArchivesIT {
    private static final Pattern MANAGEMENT = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/actuator/health");

    @TempDir
    Path data;

    @Test
    void a_deleted_user_goes_into_a_file_and_comes_back() {
        try (var fasti = FastiProcess.start(data, Map.of())) {
            var admin = fasti.admin();
            var user = admin.post("/users", "{\"email\": \"ada@example.com\", \"name\": \"Ada\"}")
                    .id();
            assertThat(admin.patch("/users/" + user, "{\"name\": \"Ada King\"}").status())
                    .isEqualTo(200);
            assertThat(admin.delete("/users/" + user).status()).isLessThan(300);
            assertThat(admin.get("/users/" + user + "/history").body().path("data"))
                    .hasSize(3);
            var archives = management(fasti);

            // The bridge to Kafka tells every few seconds how far it is.
            var done = Await.until(
                    () -> ended(archives, post(archives, "", "{\"retention\": \"0s\"}")),
                    archive -> archive.path("streams").asInt() > 0);

            assertThat(done.path("phase").asString()).isEqualTo("done");
            assertThat(data.resolve("archive")
                            .resolve(done.path("name").asString())
                            .resolve("manifest.json"))
                    .exists();
            assertThat(admin.get("/users/" + user).status()).isEqualTo(404);
            assertThat(admin.get("/users/" + user + "/history").status()).isEqualTo(404);
            assertThat(admin.patch("/users/" + user, "{\"name\": \"Nobody\"}").status())
                    .isEqualTo(404);

            var restored = ended(
                    archives, post(archives, "/" + done.path("name").asString() + "/restore", "{\"by\": \"ada\"}"));

            assertThat(restored.path("phase").asString()).isEqualTo("restored");
            assertThat(admin.get("/users/" + user + "/history").body().path("data"))
                    .hasSize(3);
        }
    }

    private static JsonNode ended(URI archives, JsonNode archive) {
        return Await.until(
                () -> send(HttpRequest.newBuilder(
                                URI.create(archives + "/" + archive.path("name").asString()))
                        .GET()),
                each -> each.hasNonNull("finishedAt"));
    }

    private static JsonNode post(URI archives, String path, String json) {
        return send(HttpRequest.newBuilder(URI.create(archives + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static URI management(FastiProcess fasti) {
        var line = Await.until(
                () -> fasti.output().stream()
                        .filter(each -> MANAGEMENT.matcher(each).find())
                        .findFirst()
                        .orElse(""),
                each -> !each.isEmpty());
        return URI.create(line.replaceFirst(".*?" + MANAGEMENT + ".*", "$1/actuator/archives"));
    }

    private static JsonNode send(HttpRequest.Builder request) {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JsonMapper.shared().readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
