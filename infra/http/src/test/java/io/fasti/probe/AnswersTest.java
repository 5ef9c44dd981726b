package io.fasti.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
class AnswersTest {
    private static final String THINGS = "/t/acme/api/v1/admin/things";
    private static Probe probe;

    @BeforeAll
    static void start(Database database) {
        probe = Probe.start(database);
    }

    @AfterAll
    static void stop() {
        probe.close();
    }

    @AfterEach
    void catch_up() {
        probe.bean(ProbeStore.class).applied = 7;
    }

    @Test
    void the_envelopes_are_those_of_the_golden_files() {
        var made = probe.send("POST", THINGS, Probe.ADMIN, "{\"name\":\"golden\"}");
        var id = id(made);

        assertThat(made.body()).isEqualTo(golden("created").replace("$ID", id));
        assertThat(probe.get(THINGS + "/" + id, Probe.ADMIN).body())
                .isEqualTo(golden("found").replace("$ID", id));
        assertThat(probe.get(THINGS + "?page=2&limit=10", Probe.ADMIN).body()).isEqualTo(golden("listed"));
        assertThat(probe.get(THINGS + "/nobody", Probe.ADMIN).body()).isEqualTo(golden("not-found"));
        assertThat(probe.send("DELETE", THINGS + "/" + id, Probe.ADMIN, null).body())
                .isEqualTo(golden("deleted"));
    }

    @Test
    void a_list_is_sorted_newest_first_unless_it_is_told_how() {
        assertThat(probe.get(THINGS, Probe.ADMIN).body()).contains("\"by\":\"createdAt\",\"descending\":true");
        assertThat(probe.get(THINGS + "?sortBy=name", Probe.ADMIN).body())
                .contains("\"by\":\"name\",\"descending\":false");
        assertThat(probe.get(THINGS + "?sortBy=name&sortDir=desc", Probe.ADMIN).body())
                .contains("\"by\":\"name\",\"descending\":true");
        assertThat(probe.get(THINGS + "?sortDir=ASC", Probe.ADMIN).body())
                .contains("\"by\":\"createdAt\",\"descending\":false");
    }

    @Test
    void a_creation_says_where_what_it_made_is() {
        var made = probe.send("POST", THINGS, Probe.ADMIN, "{\"name\":\"a\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(THINGS + "/" + id(made));
        assertThat(made.header("Fasti-Position")).isEqualTo("7");
        assertThat(probe.get(String.valueOf(made.header("Location")), Probe.ADMIN)
                        .header("ETag"))
                .isEqualTo(made.header("ETag"))
                .matches("\"0-[0-9a-f]{16}\"");
    }

    @Test
    void what_the_client_has_already_is_304() {
        var address = String.valueOf(
                probe.send("POST", THINGS, Probe.ADMIN, "{\"name\":\"a\"}").header("Location"));
        var tag = String.valueOf(probe.get(address, Probe.ADMIN).header("ETag"));

        for (var matching : new String[] {tag, "W/" + tag, "\"x\", " + tag, "*", tag + ",\"y\""}) {
            var reply = probe.get(address, Probe.ADMIN, "If-None-Match", matching);
            assertThat(reply.status()).as(matching).isEqualTo(304);
            assertThat(reply.body()).isEmpty();
            assertThat(reply.header("ETag")).isEqualTo(tag);
        }
        probe.send("PATCH", address, Probe.ADMIN, "{\"name\":\"b\"}");
        assertThat(probe.get(address, Probe.ADMIN, "If-None-Match", tag).status())
                .isEqualTo(200);
        assertThat(probe.get(address, Probe.ADMIN, "If-None-Match", "\"0\"").status())
                .isEqualTo(200);
    }

    @Test
    void head_answers_what_get_would_without_the_body() {
        var address = String.valueOf(
                probe.send("POST", THINGS, Probe.ADMIN, "{\"name\":\"a\"}").header("Location"));
        var get = probe.get(address, Probe.ADMIN);
        var head = probe.send("HEAD", address, Probe.ADMIN, null);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(probe.send("OPTIONS", THINGS, Probe.ADMIN, null).header("Allow"))
                .contains("GET", "POST");
    }

    @Test
    void a_change_asks_for_the_version_only() {
        var address = String.valueOf(
                probe.send("POST", THINGS, Probe.ADMIN, "{\"name\":\"a\"}").header("Location"));

        for (var version : new String[] {"\"0-0000000000000000\"", "\"1\"", "2", "*"}) {
            assertThat(probe.send("PATCH", address, Probe.ADMIN, "{\"name\":\"b\"}", "If-Match", version)
                            .status())
                    .as(version)
                    .isEqualTo(200);
        }
        var stale = probe.send("PATCH", address, Probe.ADMIN, "{\"name\":\"c\"}", "If-Match", "\"1-ab\"");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.body()).contains("\"code\":\"version_conflict\"", "expected 1, is 4");
        for (var other : new String[] {"W/\"4-ab\"", "\"abc\""}) {
            assertThat(probe.send("PATCH", address, Probe.ADMIN, "{\"name\":\"c\"}", "If-Match", other)
                            .status())
                    .as(other)
                    .isEqualTo(412);
        }
        assertThat(probe.send("PATCH", address, Probe.ADMIN, "{\"name\":\"c\"}", "If-Match", "\"1\", \"2\"")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_late_read_model_leaves_the_change_a_success() {
        probe.bean(ProbeStore.class).applied = 3;
        var made = probe.send("POST", THINGS, Probe.ADMIN, "{\"name\":\"a\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Fasti-Read-Back")).isEqualTo("pending");
        assertThat(made.header("Fasti-Position")).isEqualTo("7");
        assertThat(made.header("Location")).startsWith(THINGS + "/thg_");
        assertThat(made.body()).isEqualTo(golden("pending").replace("$ID", id(made)));
    }

    @Test
    void whoever_prefers_not_to_wait_is_told_so() {
        var made = probe.send("POST", THINGS, Probe.ADMIN, "{\"name\":\"a\"}", "Prefer", "respond-async, wait=10");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Preference-Applied")).isEqualTo("respond-async");
        assertThat(made.header("Fasti-Read-Back")).isEqualTo("pending");
    }

    @Test
    void a_read_waits_for_the_position_it_asks_for() {
        assertThat(probe.get(THINGS, Probe.ADMIN).header("Fasti-Position")).isEqualTo("7");
        assertThat(probe.get(THINGS, Probe.ADMIN, "Fasti-Min-Position", "7").status())
                .isEqualTo(200);

        var late = probe.get(THINGS, Probe.ADMIN, "Fasti-Min-Position", "8");
        assertThat(late.status()).isEqualTo(503);
        assertThat(late.header("Retry-After")).isEqualTo("2");
        assertThat(late.body()).contains("\"fasti-min-position\":\"has not been reached yet\"");
        assertThat(probe.get(THINGS, Probe.ADMIN, "Fasti-Min-Position", "soon").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/openapi.json", "/docs", "/docs/start.js", "/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js"
            })
    void the_description_and_its_page_need_no_credential(String address) {
        assertThat(probe.get(address, null).status()).isEqualTo(200);
    }

    @Test
    void the_description_has_every_route_with_its_scopes_and_shapes() {
        var description = probe.get("/openapi.json", null).body();

        assertThat(description)
                .startsWith("{\"openapi\":\"3.1.0\"")
                .contains("\"/t/{tenant}/api/v1/admin/things/{thing}\":{")
                .contains("\"/api/v1/operator/state\":{")
                .contains("\"x-scopes\":[\"admin:users\",\"admin:write\"]")
                .contains("\"$ref\":\"#/components/schemas/ThingNewThing\"")
                .contains("\"enum\":[\"createdAt\",\"name\"]")
                .doesNotContain("forgotten", "read-back", "\"Call\"");
    }

    private static String id(Probe.Reply reply) {
        var at = reply.body().indexOf("thg_");
        return reply.body().substring(at, reply.body().indexOf('"', at));
    }

    private static String golden(String name) {
        try (var file = AnswersTest.class.getResourceAsStream("/contracts/lumo/" + name + ".json")) {
            if (file == null) {
                throw new AssertionError("no golden file " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
