package io.fasti.torture;

import io.fasti.torture.Cluster.Node;
import io.fasti.torture.Deed.Attempt;
import io.fasti.torture.Deed.Told;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The admin API as a client sees it, who notes exactly what it is told. */
final class Api {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern VERSION = Pattern.compile("\"(\\d+)-.*\"");
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** What a GET answers; no version when there is none, or no answer. */
    record Seen(int status, @Nullable Long version) {}

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Report report;

    Api(Report report) {
        this.report = report;
    }

    /** Asks once; what was told is in the attempt. Returns the version that the answer shows. */
    @Nullable
    Long ask(Node node, Attempt attempt) {
        var deed = attempt.deed;
        var request = request(node, deed.path)
                .header("X-Request-Id", attempt.id)
                .method(
                        deed.method,
                        deed.body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(deed.body));
        if (deed.body != null) {
            request.header("Content-Type", "application/json");
        }
        if (deed.key != null) {
            request.header("Idempotency-Key", deed.key);
        }
        if (deed.ifMatch != null) {
            request.header("If-Match", "\"" + deed.ifMatch + "-0\"");
        }
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            attempt.ended = Instant.now();
            attempt.status = answer.statusCode();
            attempt.position =
                    answer.headers().firstValueAsLong("Fasti-Position").orElse(0);
            attempt.replayed =
                    answer.headers().firstValue("Idempotency-Replayed").isPresent();
            attempt.told = told(attempt, answer.body());
            if (attempt.told == Told.DONE) {
                var id = JSON.readTree(answer.body()).path("data").path("id").asString("");
                attempt.aggregateId = id.isEmpty() ? null : id;
            }
            return version(answer);
        } catch (IOException | JacksonException _) {
            report.happened("answers that never came");
            return null;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Asks for what cannot be undone, which changes nothing yet. What it is to be confirmed with; null when there is no answer. */
    @Nullable
    String confirmation(Node node, String path) {
        try {
            var answer = http.send(
                    request(node, path)
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            heard(answer.statusCode(), "POST " + path, answer.body());
            return answer.statusCode() == 202
                    ? JSON.readTree(answer.body())
                            .path("data")
                            .path("confirmation")
                            .asString()
                    : null;
        } catch (IOException | JacksonException _) {
            return null;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Reads as it is at this position or later. */
    Seen read(Node node, String path, long position) {
        try {
            var answer = http.send(
                    request(node, path)
                            .header("Fasti-Min-Position", String.valueOf(position))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Seen(answer.statusCode(), version(answer));
        } catch (IOException _) {
            return new Seen(0, null);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Seen(0, null);
        }
    }

    private Told told(Attempt attempt, String body) {
        int status = attempt.status;
        heard(status, attempt, body);
        if (status >= 200 && status < 300) {
            return Told.DONE;
        }
        return status >= 400 && status < 500 ? Told.REFUSED : Told.NOTHING;
    }

    private void heard(int status, Object asked, String body) {
        report.happened("answers with status " + status);
        report.looked(Promise.NO_FAULTS, 1);
        if (status == 500) {
            report.broken(Promise.NO_FAULTS, asked + ": " + body);
        }
    }

    private static HttpRequest.Builder request(Node node, String path) {
        return HttpRequest.newBuilder(URI.create(node.address() + "/t/" + Cluster.TENANT + "/api/v1/admin" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + Cluster.ADMIN_KEY);
    }

    private static @Nullable Long version(HttpResponse<?> answer) {
        var tag = VERSION.matcher(answer.headers().firstValue("ETag").orElse(""));
        return tag.matches() ? Long.valueOf(tag.group(1)) : null;
    }
}
