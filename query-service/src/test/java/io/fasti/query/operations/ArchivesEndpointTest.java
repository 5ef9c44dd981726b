package io.fasti.query.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.query.QueryService;
import io.fasti.testing.Database;
import io.fasti.testing.Kafka;
import io.fasti.testing.Postgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Archives on the management port of a query service, as an operator calls it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ArchivesEndpointTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Answer(int status, JsonNode body) {}

    private final Database database = Postgres.database();
    private final HttpClient client = HttpClient.newHttpClient();
    private ConfigurableApplicationContext context;
    private JdbcClient jdbc;

    @BeforeAll
    void start(@TempDir Path folder) {
        var arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--management.server.address=127.0.0.1",
                "--management.endpoints.web.exposure.include=archives",
                "--spring.main.banner-mode=off",
                "--fasti.event-store.archive.folder=" + folder.resolve("archive"),
                "--fasti.kafka.bootstrap=" + Kafka.bootstrapServers(),
                "--fasti.kafka.topic=archives.events",
                "--fasti.kafka.bridge-topic=archives.bridge",
                "--fasti.kafka.groups=archives",
                "--fasti.master-key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        for (var property : database.asProperties()) {
            arguments.add("--" + property);
        }
        context = SpringApplication.run(QueryService.class, arguments.toArray(String[]::new));
        jdbc = context.getBean(JdbcClient.class);
        jdbc.sql("""
                        insert into event_store.event
                            (tenant_id, aggregate_type, aggregate_id, sequence, event_type, revision, payload, metadata, occurred_at)
                        values
                            ('ten_1', 'role', 'rol_1', 0, 'role.created', 1,
                                '{"roleId":"rol_1","slug":"a","name":"A","system":false}', '{"actorType":"system","actorId":"t"}', now()),
                            ('ten_1', 'role', 'rol_1', 1, 'role.renamed', 1, '{"roleId":"rol_1","name":"B"}', '{}', now()),
                            ('ten_1', 'role', 'rol_1', 2, 'role.deleted', 1,
                                '{"roleId":"rol_1","slug":"a","permissions":[]}', '{}', now()),
                            ('ten_1', 'role', 'rol_2', 0, 'role.created', 1,
                                '{"roleId":"rol_2","slug":"b","name":"B","system":false}', '{"actorType":"system","actorId":"t"}', now())
                        """).update();
    }

    @AfterAll
    void stop() {
        client.close();
        context.close();
        Postgres.drop(database);
    }

    @Test
    void streams_go_once_the_bridge_has_passed_and_come_back() {
        await(() ->
                jdbc.sql("select published from query.bridge").query(Long.class).single() == 4);
        var begun = post("", "{\"by\": \"ada\", \"retention\": \"0s\"}");
        assertThat(begun.status()).isEqualTo(200);
        var name = begun.body().path("name").asString();
        await(() -> get("/" + name).body().path("phase").asString().equals("done"));

        var done = get("/" + name).body();
        assertThat(done.path("streams").asLong()).isOne();
        assertThat(done.path("moved").asLong()).isOne();
        assertThat(done.path("requestedBy").asString()).isEqualTo("ada");
        assertThat(get("").body().path(0).path("name").asString()).isEqualTo(name);
        assertThat(count()).isEqualTo(3);
        assertThat(post("/" + name + "/discard", "{}").status()).isEqualTo(409);

        assertThat(post("/" + name + "/restore", "{}").status()).isEqualTo(200);
        await(() -> get("/" + name).body().path("phase").asString().equals("restored"));
        assertThat(count()).isEqualTo(4);
    }

    @Test
    void what_cannot_be_done_is_said_with_its_reason() {
        assertThat(get("/nothing").status()).isEqualTo(404);
        assertThat(post("/nothing/restore", "{}").status()).isEqualTo(404);
        assertThat(post("/nothing/explode", "{}").status()).isEqualTo(404);
        for (var wrong : List.of("soon", "-1d", "99999999d", "9999999999999999999d")) {
            var answer = post("", "{\"retention\": \"" + wrong + "\"}");
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.body().path("details").has("retention")).isTrue();
        }
        assertThat(post("", "{\"by\": \"a\\u0000b\"}").status()).isEqualTo(400);
        assertThat(post("", null).status()).as("without a body").isEqualTo(415);
    }

    private long count() {
        return jdbc.sql("select count(*) from event_store.event")
                .query(Long.class)
                .single();
    }

    private Answer get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    private Answer post(String path, @Nullable String json) {
        var request = HttpRequest.newBuilder(uri(path));
        return send(
                json == null
                        ? request.POST(HttpRequest.BodyPublishers.noBody())
                        : request.header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private URI uri(String path) {
        var port = context.getEnvironment().getRequiredProperty("local.management.port");
        return URI.create("http://127.0.0.1:" + port + "/actuator/archives" + path);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var body = response.body().startsWith("{") || response.body().startsWith("[")
                    ? JSON.readTree(response.body())
                    : JSON.createObjectNode();
            return new Answer(response.statusCode(), body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come true within 30 seconds");
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}
