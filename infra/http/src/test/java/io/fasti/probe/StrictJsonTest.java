package io.fasti.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PostgresTest
class StrictJsonTest {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"name\":5} | name | must be a string",
                "{\"name\":true} | name | must be a string",
                "{\"name\":{}} | name | must be a string",
                "{\"name\":[\"a\"]} | name | must be a string",
                "{} | name | is required",
                "{\"name\":null} | name | is required",
                "{\"name\":\"\"} | name | must be 1 to 256 characters on one line",
                "{\"name\":\"  \"} | name | must be 1 to 256 characters on one line",
                "{\"name\":\"a\\nb\"} | name | must be 1 to 256 characters on one line",
                "{\"name\":\"a\\u0000\"} | name | must not have control characters",
                "{\"name\":\"a\\r\"} | name | must not have control characters",
                "{\"name\":\"a\\u0085\"} | name | must not have control characters",
                "{\"name\":\"a\\ud800\"} | name | must not have control characters",
                "{\"name\":\"x\",\"name\":\"y\"} | name | is there twice",
                "{\"name\":\"x\",\"email\":\"no\"} | email | must be an e-mail address of at most 254 characters",
                "{\"name\":\"x\",\"active\":\"true\"} | active | must be true or false",
                "{\"name\":\"x\",\"active\":1} | active | must be true or false",
                "{\"name\":\"x\",\"size\":\"1\"} | size | must be a whole number",
                "{\"name\":\"x\",\"size\":1.5} | size | must be a whole number",
                "{\"name\":\"x\",\"size\":true} | size | must be a whole number",
                "{\"name\":\"x\",\"size\":99999999999} | size | must be a whole number",
                "{\"name\":\"x\",\"since\":1} | since | must be a time such as 2026-11-22T10:15:00Z",
                "{\"name\":\"x\",\"since\":\"tomorrow\"} | since | must be a time such as 2026-11-22T10:15:00Z",
                "{\"name\":\"x\",\"tags\":\"a\"} | tags | must be a list",
                "{\"name\":\"x\",\"tags\":[1]} | tags[0] | must be a string",
                "{\"name\":\"x\",\"part\":\"\"} | part | must be an object",
                "{\"name\":\"x\",\"part\":{}} | part.name | is required",
                "{\"name\":\"x\",\"part\":{\"name\":\"\"}} | part.name | must be 1 to 256 characters on one line",
                "{\"name\":\"x\",\"part\":{\"name\":\"y\",\"count\":\"1\"}} | part.count | must be a whole number",
                "{\"name\":\"x\",\"attributes\":[]} | attributes | must be an object",
                "{\"name\":\"x\",\"attributes\":{\"a\":\"\\u0001\"}} | attributes.a | must not have control characters",
                "{\"name\":\"x\",\"attributes\":{\"a\\u0001\":1}} | attributes | must not have control characters",
                "[] | body | must be an object",
                "\"text\" | body | must be an object",
                "null | body | is missing",
                "{ | body | is not JSON at line 1, column 2",
                "{\"name\":\"x\"} {} | body | must be one JSON value",
                "{'name':'x'} | body | is not JSON at line 1, column 2",
            })
    void what_is_not_exactly_right_is_refused_with_its_field(String body, String field, String fault) {
        var reply = probe.send("POST", THINGS, Probe.ADMIN, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("\"details\":{\"" + field + "\":\"" + fault + "\"}");
    }

    @Test
    void every_fault_of_the_shape_is_told_at_once() {
        var reply = probe.send("POST", THINGS, Probe.ADMIN, "{\"name\":\"\",\"email\":\"@\",\"tags\":[\"ok\",\"UP\"]}");

        assertThat(reply.body()).contains("\"name\":", "\"email\":", "\"tags[1]\":", "\"code\":\"validation_error\"");
    }

    @Test
    void unknown_members_are_ignored_and_absent_is_not_null() {
        var made = probe.send(
                "POST",
                THINGS,
                Probe.ADMIN,
                "{\"name\":\"Ä ß 漢 😀\",\"description\":\"one\\n\\ttwo\",\"nobody-knows\":[{}]}");
        var address = String.valueOf(made.header("Location"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body()).contains("\"name\":\"Ä ß 漢 😀\"", "\"description\":\"one\\n\\ttwo\"");
        assertThat(probe.send("PATCH", address, Probe.ADMIN, "{\"name\":\"b\"}").body())
                .contains("\"name\":\"b\",\"description\":\"one\\n\\ttwo\"");
        assertThat(probe.send("PATCH", address, Probe.ADMIN, "{\"description\":null}")
                        .body())
                .contains("\"name\":\"b\",\"description\":null");
        assertThat(probe.send("PATCH", address, Probe.ADMIN, "{\"name\":null}").body())
                .contains("\"details\":{\"name\":\"is required\"}");
    }

    @Test
    void nesting_deeper_than_100_is_refused() {
        var deep = "{\"name\":\"x\",\"attributes\":{\"a\":" + "[".repeat(120) + "]".repeat(120) + "}}";
        var deepAndUnknown = "{\"name\":\"x\",\"other\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThat(probe.send("POST", THINGS, Probe.ADMIN, deep).status()).isEqualTo(400);
        assertThat(probe.send("POST", THINGS, Probe.ADMIN, deepAndUnknown).body())
                .contains("\"code\":\"invalid_request\"", "nested too deeply");
    }

    @Test
    void only_utf_8_is_read() throws Exception {
        assertThat(statusOf("{\"name\":\"ä\"}", StandardCharsets.UTF_8)).isEqualTo(201);
        assertThat(statusOf("{\"name\":\"ä\"}", StandardCharsets.ISO_8859_1)).isEqualTo(400);
        assertThat(statusOf("{\"name\":\"ä\"}", StandardCharsets.UTF_16LE)).isEqualTo(400);
        assertThat(statusOf("{\"name\":\"a\"}", Charset.forName("UTF-32BE"))).isEqualTo(400);
    }

    private static int statusOf(String body, Charset charset) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + probe.port() + THINGS))
                .header("Authorization", "Bearer " + Probe.ADMIN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(charset)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
