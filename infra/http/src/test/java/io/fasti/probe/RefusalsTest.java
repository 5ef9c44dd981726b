package io.fasti.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever refuses, the gate, a route or the server: the form is that of the dialect. */
@PostgresTest
class RefusalsTest {
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
    @ValueSource(
            strings = {
                "/t/acme/api/v1/admin/things/a%2fb",
                "/t/acme/api/v1/admin/things/a%2Fb",
                "/t/acme/api/v1/admin/things/a%00",
                "/t/acme/api/v1/admin/things/a%0a",
                "/t/acme/api/v1/admin/things/a%7f",
                "/t/acme/api/v1/admin/things/a%5cb",
                "/t/acme/api/v1/admin/things/a\\b",
                "/t/acme/api/v1/admin/things/%2e%2e/x",
                "/t/acme/api/v1/admin/../things",
                "/t/acme/api/v1/admin/./things",
                "/t/acme/api/v1/admin/things/..",
                "/t/acme/api/v1//admin/things",
                "//t/acme/api/v1/admin/things",
                "/t/acme/api/v1/admin/things;jsessionid=1",
                "/t/acme/api/v1/admin/things%3bx=1",
                "/t/acme/api/v1/admin/things/%ff",
                "/t/acme/api/v1/admin/things/%c0%af",
                "/t/acme/api/v1/admin/things/%",
                "/t/acme/api/v1/admin/things/%4",
                "/t/acme/api/v1/admin/things/%zz",
                "/t/acme/api/v1/admin/things/a|b",
                "/t/acme/api/v1/admin/things/{a}",
                "/t/acme/api/v1/admin/things/a\u00e4",
                "/t/acme/api/v1/admin/things?search=%00",
                "/t/acme/api/v1/admin/things?search=%ff",
                "/t/acme/api/v1/admin/things?search=%",
                "/t/acme/api/v1/admin/things?search=\u00e4",
                "*",
                "t/acme",
            })
    void a_malformed_address_is_refused_in_form(String address) {
        var reply = raw("GET", address, "");

        assertThat(reply).startsWith("HTTP/1.1 400").contains("Content-Type: application/json");
        assertThat(reply).contains("{\"error\":true,\"message\":\"The request could not be read.\",\"status\":400,");
    }

    @Test
    void a_malformed_address_comes_before_the_credential() {
        assertThat(probe.get("/t/acme/api/v1/admin/things/a%2fb", null).status())
                .isEqualTo(400);
    }

    @Test
    void what_is_no_http_is_refused_in_form() {
        assertThat(probe.raw("GET\r\n\r\n")).contains("{\"error\":true");
        assertThat(probe.raw("GET " + THINGS + " HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("{\"error\":true");
        assertThat(raw("GET", THINGS, "Bad Header: x\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("{\"error\":true");
        assertThat(raw("POST", THINGS, "Content-Length: 5\r\nContent-Length: 6\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("{\"error\":true");
        assertThat(raw("POST", THINGS, "Transfer-Encoding: nonsense\r\n")).contains("{\"error\":true");
    }

    @Test
    void a_long_address_is_414_and_endless_headers_are_400() {
        var long414 = probe.get(THINGS + "?search=" + "a".repeat(9000), Probe.ADMIN);

        assertThat(long414.status()).isEqualTo(414);
        assertThat(long414.body()).contains("\"status\":414", "\"code\":\"invalid_request\"");
        assertThat(raw("GET", THINGS + "?search=" + "a".repeat(60_000), ""))
                .startsWith("HTTP/1.1 400")
                .contains("{\"error\":true");
        assertThat(raw("GET", THINGS, "X-Long: " + "a".repeat(60_000) + "\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("{\"error\":true");
    }

    @Test
    void a_body_over_1_mib_is_413_announced_or_in_chunks() {
        var body = "{\"name\":\"x\",\"description\":\"" + "a".repeat(1 << 20) + "\"}";
        var announced = probe.send("POST", THINGS, Probe.ADMIN, body);
        var chunks = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
        var chunked = raw(
                "POST",
                THINGS,
                "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks.repeat(17) + "0\r\n");

        assertThat(announced.status()).isEqualTo(413);
        assertThat(announced.body()).contains("\"status\":413");
        assertThat(chunked).startsWith("HTTP/1.1 413").contains("\"status\":413");
    }

    @Test
    void a_body_that_ends_early_is_400() {
        var reply = raw(
                "POST",
                THINGS,
                "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{\"name\":\r\n0\r\n");

        assertThat(reply).startsWith("HTTP/1.1 400").contains("{\"error\":true");
    }

    @Test
    void an_unknown_route_is_404_with_a_credential_and_401_without() {
        assertThat(probe.get("/t/acme/api/v1/admin/nothing", Probe.ADMIN).body())
                .isEqualTo("{\"error\":true,\"message\":\"There is nothing at this address.\",\"status\":404,"
                        + "\"code\":\"resource_not_found\",\"details\":{}}");
        assertThat(probe.get("/t/acme/api/v1/admin/nothing", null).status()).isEqualTo(401);
        assertThat(probe.get("/", null).status()).isEqualTo(404);
        assertThat(probe.get("/t/acme", null).status()).isEqualTo(404);
        assertThat(probe.get("/t/acme/openapi.json", null).status()).isEqualTo(404);
        assertThat(probe.get("/actuator/health", null).status()).isEqualTo(404);
        assertThat(probe.get("/error", null).status()).isEqualTo(404);
    }

    @Test
    void a_route_that_forgot_to_say_its_area_is_for_nobody() {
        assertThat(probe.get("/t/acme/api/v1/admin/forgotten", Probe.ADMIN).status())
                .isEqualTo(404);
        assertThat(probe.get("/api/v1/admin/forgotten", Probe.OPERATOR).status())
                .isEqualTo(403);
    }

    @Test
    void a_wrong_method_is_405_with_what_is_allowed() {
        var reply = probe.send("DELETE", THINGS, Probe.ADMIN, null);

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("GET, POST");
        assertThat(reply.body()).contains("\"code\":\"invalid_request\"", "\"method\":\"must be one of GET, POST\"");
        assertThat(raw("TRACE", THINGS, "")).startsWith("HTTP/1.1 405").contains("{\"error\":true");
        assertThat(raw("BREW", THINGS, "")).contains("{\"error\":true");
    }

    @Test
    void a_body_that_is_not_json_is_415_and_an_answer_that_is_not_json_406() {
        var xml = probe.send("POST", THINGS, Probe.ADMIN, "<a/>", "Content-Type", "application/xml");
        var form = probe.send("POST", THINGS, Probe.ADMIN, "a=b", "Content-Type", "application/x-www-form-urlencoded");
        var none = raw("POST", THINGS, "Content-Length: 2\r\n\r\n{}");
        var html = probe.get(THINGS, Probe.ADMIN, "Accept", "text/html");

        assertThat(xml.status()).isEqualTo(415);
        assertThat(xml.body()).contains("\"content-type\":\"must be application/json\"");
        assertThat(form.status()).isEqualTo(415);
        assertThat(none).startsWith("HTTP/1.1 415");
        assertThat(html.status()).isEqualTo(406);
        assertThat(html.body()).contains("\"status\":406");
        assertThat(probe.get(THINGS, Probe.ADMIN, "Accept", "text/html, */*;q=0.1")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=0",
                "page=-1",
                "page=a",
                "page=1.5",
                "page=",
                "page=99999999999",
                "limit=0",
                "limit=101",
                "limit=ten",
                "sortBy=password",
                "sortBy=",
                "sortDir=UP",
                "active=maybe"
            })
    void a_parameter_that_is_not_valid_is_refused_with_its_name(String query) {
        var reply = probe.get(THINGS + "?" + query, Probe.ADMIN);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .contains("\"code\":\"validation_error\"")
                .contains("\"details\":{\"" + query.substring(0, query.indexOf('=')) + "\":\"must be ");
    }

    @Test
    void what_is_a_fault_of_ours_says_nothing_of_it() {
        var reply = probe.get(THINGS + "/broken", Probe.ADMIN);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body())
                .isEqualTo("{\"error\":true,\"message\":\"Something went wrong on our side.\",\"status\":500,"
                        + "\"code\":\"internal_error\",\"details\":{}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/database-away", "/database-full"})
    void a_database_that_is_away_or_full_is_503(String path) {
        var reply = probe.get(THINGS + path, Probe.ADMIN);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("2");
        assertThat(reply.body()).contains("\"code\":\"service_unavailable\"");
    }

    @Test
    void every_answer_has_a_request_id_and_the_clients_own_is_kept_when_it_is_sane() {
        assertThat(probe.get(THINGS, null).header("X-Request-Id")).matches("req_[0-9a-f]{32}");
        assertThat(probe.get(THINGS, null, "X-Request-Id", "mine-1.2").header("X-Request-Id"))
                .isEqualTo("mine-1.2");
        assertThat(probe.get(THINGS, null, "X-Request-Id", "a b<script>").header("X-Request-Id"))
                .matches("req_[0-9a-f]{32}");
        assertThat(raw("GET", "/a%2fb", "")).contains("X-Request-Id: req_");
    }

    @Test
    void every_answer_forbids_to_guess_frame_or_keep_it() {
        var reply = probe.get(THINGS, null);

        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    private static String raw(String method, String address, String headers) {
        return probe.raw(method + " " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Authorization: Bearer " + Probe.ADMIN + "\r\n" + headers + "\r\n");
    }
}
