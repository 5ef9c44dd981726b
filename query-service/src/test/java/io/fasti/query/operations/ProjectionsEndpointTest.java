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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The management port of a query service, as an operator calls it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectionsEndpointTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Answer(int status, JsonNode body) {}

    private final Database database = Postgres.database();
    private final ConfigurableApplicationContext context;
    private final JdbcClient jdbc;
    private final HttpClient client = HttpClient.newHttpClient();

    ProjectionsEndpointTest() {
        var arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--management.server.address=127.0.0.1",
                "--management.endpoints.web.exposure.include=projections,keys",
                "--spring.main.banner-mode=off",
                "--fasti.kafka.bootstrap=" + Kafka.bootstrapServers(),
                "--fasti.kafka.topic=operations.events",
                "--fasti.kafka.bridge-topic=operations.bridge",
                "--fasti.kafka.groups=operations",
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
                            ('ten_1', 'role', 'rol_2', 0, 'role.created', 1, '{"roleId":"rol_2","system":false}', '{}', now()),
                            ('ten_1', 'role', 'rol_2', 1, 'role.renamed', 1, '{"roleId":"rol_2","name":"B"}', '{}', now())
                        """).update();
        await(() -> get("/role").body().path("position").asLong() == 3);
    }

    @AfterAll
    void stop() {
        client.close();
        context.close();
        Postgres.drop(database);
    }

    @Test
    void all_projections_and_reactions_are_listed() {
        var overview = get("").body();

        assertThat(overview.path("projections").valueStream().map(each -> each.path("name")
                        .asString()))
                .contains("user", "role", "group", "permission", "tenant", "api_key", "webhook");
        assertThat(overview.path("reactions").valueStream().map(each -> each.path("name")
                        .asString()))
                .containsExactly("reaction-audit", "reaction-webhook");
        var role = get("/role").body();
        assertThat(role.path("state").asString()).isEqualTo("live");
        assertThat(role.path("lagEvents").asLong()).isZero();
        assertThat(role.path("holder").asString()).isNotEmpty();
    }

    @Test
    void a_projection_is_paused_resumed_rebuilt_and_reset() {
        assertThat(post("/permission/pause", "{\"by\": \"ada\"}")
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("paused");
        assertThat(post("/permission/resume", "{}").status()).isEqualTo(200);
        await(() -> get("/permission").body().path("state").asString().equals("live"));

        assertThat(get("/permission/rebuild").status()).isEqualTo(404);
        assertThat(post("/permission/rebuild", "{\"switchOver\": \"manual\"}").status())
                .isEqualTo(200);
        await(() -> get("/permission/rebuild").body().path("phase").asString().equals("ready"));
        var again = post("/permission/rebuild", "{}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("error").asString()).isEqualTo("conflict");
        assertThat(post("/permission/rebuild/switch", "{}").status()).isEqualTo(200);
        await(() -> get("/permission/rebuild").body().path("phase").asString().equals("done"));
        assertThat(get("/permission/rebuild").body().at("/compared/equal").asBoolean())
                .isTrue();

        var unconfirmed = post("/permission/reset", "{\"by\": \"ada\"}");
        assertThat(unconfirmed.status()).isEqualTo(400);
        assertThat(unconfirmed.body().path("details").has("confirm")).isTrue();
        assertThat(post("/permission/reset", "{\"confirm\": \"permission\"}").status())
                .isEqualTo(200);
        await(() -> get("/permission").body().path("state").asString().equals("live"));
        var operations = get("/permission/operations").body();
        assertThat(operations.valueStream().map(each -> each.path("action").asString()))
                .containsExactly("reset", "switch", "switch", "rebuild", "resume", "pause");
    }

    @Test
    void dead_letters_are_listed_inspected_and_dropped_with_a_reason() {
        var letters = get("/role/dead-letters").body();
        assertThat(letters.valueStream().map(each -> each.path("position").asLong()))
                .containsExactly(2L, 3L);
        assertThat(letters.path(0).path("reason").asString()).contains("slug");
        assertThat(letters.path(1).path("behind").asLong()).isEqualTo(2);
        assertThat(get("/role/dead-letters?after=2&limit=1").body()).hasSize(1);
        assertThat(get("/role/dead-letters/3").body().at("/payload/name").asString())
                .isEqualTo("B");

        assertThat(post("/role/dead-letters/2/redrive", "{}")
                        .body()
                        .path("waiting")
                        .asLong())
                .isEqualTo(2);
        var unreasoned = post("/role/dead-letters/2/drop", "{\"by\": \"ada\"}");
        assertThat(unreasoned.status()).isEqualTo(400);
        assertThat(unreasoned.body().path("details").path("reason").asString()).isEqualTo("is required");
        assertThat(post("/role/dead-letters/3/drop", "{\"by\": \"ada\", \"reason\": \"a test\"}")
                        .status())
                .isEqualTo(409);
        assertThat(post("/role/dead-letters/2/drop", "{\"by\": \"ada\", \"reason\": \"a test\"}")
                        .body()
                        .path("dropped")
                        .asLong())
                .isEqualTo(2);
        assertThat(post("/role/dead-letters/3/redrive", "{}")
                        .body()
                        .path("applied")
                        .asLong())
                .isEqualTo(1);
        assertThat(get("/role/dead-letters").body()).isEmpty();
        assertThat(get("/role/operations").body().toString()).contains("a test", "ada", "rol_2");
    }

    @Test
    void what_a_reaction_has_put_aside_is_in_the_same_place() {
        jdbc.sql("insert into query.stream_dead_letter values ('ten_1', 'webhook', 1, 'rol_1', 'role.created', 'no')")
                .update();
        jdbc.sql("insert into query.stream_dead_letter values ('ten_1', 'webhook', 2, 'rol_2', 'role.created', 'no')")
                .update();

        assertThat(get("/reaction-webhook").body().path("parked").asLong()).isEqualTo(2);
        assertThat(get("/reaction-webhook/dead-letters/1")
                        .body()
                        .at("/payload/slug")
                        .asString())
                .isEqualTo("a");
        assertThat(post("/reaction-webhook/dead-letters/1/redrive", "{}")
                        .body()
                        .path("applied")
                        .asLong())
                .isEqualTo(1);
        assertThat(post("/reaction-webhook/dead-letters/2/drop", "{\"by\": \"ada\", \"reason\": \"a test\"}")
                        .status())
                .isEqualTo(200);
        assertThat(get("/reaction-webhook").body().path("parked").asLong()).isZero();
        assertThat(get("/reaction-nothing").status()).isEqualTo(404);
    }

    @Test
    void what_is_wrong_is_told_with_the_field() {
        for (var path : List.of("/nothing", "/role/nothing", "/role/dead-letters/99", "/nothing/dead-letters")) {
            var answer = get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.body().path("message").asString()).as(path).isNotEmpty();
        }
        for (var path : List.of("/role/dead-letters/x", "/role/dead-letters?limit=0", "/role/dead-letters?after=x")) {
            assertThat(get(path).status()).as(path).isEqualTo(400);
        }
        assertThat(post("/role/explode", "{}").status()).isEqualTo(404);
        assertThat(post("/nothing/pause", "{}").status()).isEqualTo(404);
        assertThat(post("/group/rebuild", "{\"switchOver\": \"never\"}")
                        .body()
                        .path("details")
                        .has("switchOver"))
                .isTrue();
        assertThat(post("/role/pause", "{\"by\": \"a\\u0000b\"}").status()).isEqualTo(400);
        assertThat(post("/group/rebuild/switch", "{}").status()).isEqualTo(409);
        assertThat(post("/role/pause", "{").status()).as("broken JSON").isEqualTo(400);
        assertThat(post("/role/pause", null).status()).as("without a body").isEqualTo(415);
    }

    @Test
    void the_master_key_is_told_by_its_name_and_changed_only_where_there_is_one_before() {
        var keys = get("/../keys");
        assertThat(keys.status()).isEqualTo(200);
        assertThat(keys.body().path("current").asString()).hasSize(16);
        assertThat(keys.body().path("left").asLong()).isZero();
        assertThat(keys.body().path("previous").isNull()).isTrue();

        assertThat(post("/../keys/rotate", "{\"by\": \"ada\"}").status()).isEqualTo(409);
        assertThat(post("/../keys/nonsense", "{}").status()).isEqualTo(404);
        assertThat(post("/../keys/rotate", "{\"by\": \"" + "x".repeat(10_000) + "\"}")
                        .status())
                .isEqualTo(400);
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
        return URI.create("http://127.0.0.1:" + port + "/actuator/projections" + path)
                .normalize();
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
