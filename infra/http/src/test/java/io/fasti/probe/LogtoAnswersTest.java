package io.fasti.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every route of Logto's Management API has in common. */
@PostgresTest
class LogtoAnswersTest {
    private static final String THINGS = "/api/things";
    private static Probe probe;

    @BeforeAll
    static void start(Database database) {
        probe = Probe.start(database, "fasti.http.default-tenant=acme");
        probe.jdbc()
                .sql("update http.api_key set scopes = 'all' where api_key_id in ('key_1', 'key_5', 'key_6')")
                .update();
    }

    @AfterAll
    static void stop() {
        probe.close();
    }

    @Test
    void what_is_shown_has_nothing_around_it() {
        var found = probe.get(THINGS + "/one", Probe.ADMIN);
        var made = probe.send("POST", THINGS, Probe.ADMIN, "{\"name\":\"two\"}");

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body()).isEqualTo("{\"id\":\"one\"}");
        assertThat(found.header("ETag")).matches("\"3-[0-9a-f]{16}\"");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.body()).isEqualTo("{\"id\":\"thing-two\"}");
        assertThat(made.header("Location")).isNull();
    }

    @Test
    void what_shows_nothing_is_text_or_nothing() {
        var added = probe.send("POST", THINGS + "/one/parts", Probe.ADMIN, "{}");
        var deleted = probe.send("DELETE", THINGS + "/one", Probe.ADMIN, null);

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.body()).isEqualTo("Created");
        assertThat(added.header("Content-Type")).startsWith("text/plain");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
    }

    @Test
    void a_change_without_a_body_is_one_with_an_empty_object() {
        for (var body : new String[] {null, "", "{}"}) {
            var made = probe.send("POST", THINGS, Probe.ADMIN, body);
            assertThat(made.status()).as("%s: %s", body, made.body()).isEqualTo(200);
            assertThat(made.body()).isEqualTo("{\"id\":\"thing-null\"}");
        }
    }

    @Test
    void a_list_is_an_array_and_its_headers_tell_the_rest() {
        var reply = probe.get(THINGS + "?page_size=10&page=2&type=User", Probe.ADMIN);
        var at = "http://127.0.0.1:" + probe.port() + THINGS + "?page_size=10&type=User&page=";

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).startsWith("[{");
        assertThat(reply.header("Total-Number")).isEqualTo("41");
        assertThat(reply.header("Link"))
                .isEqualTo("<%1$s1>; rel=\"first\", <%1$s1>; rel=\"prev\", <%1$s5>; rel=\"last\", <%1$s3>; rel=\"next\""
                        .formatted(at));
        assertThat(probe.get(THINGS, Probe.ADMIN).header("Link"))
                .contains("?page=1>; rel=\"first\"", "?page=3>; rel=\"last\"", "?page=2>; rel=\"next\"")
                .doesNotContain("prev");
        assertThat(probe.get("/t/acme" + THINGS + "?page=3", Probe.ADMIN).header("Link"))
                .contains("/t/acme/api/things?page=2>; rel=\"prev\"")
                .doesNotContain("next");
    }

    @Test
    void a_list_that_the_client_has_already_is_304() {
        var tag = String.valueOf(probe.get(THINGS, Probe.ADMIN).header("ETag"));
        var again = probe.get(THINGS, Probe.ADMIN, "If-None-Match", tag);

        assertThat(tag).matches("\"[0-9a-f]+-[A-Za-z0-9+/]{27}\"");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("Total-Number")).isEqualTo("41");
    }

    @Test
    void some_lists_are_whole_unless_a_page_is_asked_for() {
        var whole = probe.get(THINGS + "/whole", Probe.ADMIN);
        var page = probe.get(THINGS + "/whole?page_size=2", Probe.ADMIN);

        assertThat(whole.body()).isEqualTo("[\"thing\",\"thing\",\"thing\"]");
        assertThat(whole.header("Total-Number")).isNull();
        assertThat(whole.header("Link")).isNull();
        assertThat(page.body()).isEqualTo("[\"thing\",\"thing\"]");
        assertThat(page.header("Total-Number")).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=0", "page=-1", "page=x", "page_size=0", "page_size=101", "page_size="})
    void a_page_that_cannot_be_is_refused(String query) {
        var reply = probe.get(THINGS + "?" + query, Probe.ADMIN);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("\"code\":\"guard.invalid_pagination\"");
    }

    @Test
    void a_search_is_read() {
        assertThat(probe.get(THINGS + "?search=%25a%25", Probe.ADMIN).body())
                .contains("Condition[field=null, mode=LIKE, values=[%a%]]], all=false, caseSensitive=false");
        assertThat(probe.get(
                                THINGS
                                        + "?search.id=a&search.id=b&mode.id=exact&search.primaryEmail=^x&mode=posix&joint=and&isCaseSensitive=Yep"
                                                .replace("^", "%5E"),
                                Probe.ADMIN)
                        .body())
                .contains("Condition[field=id, mode=EXACT, values=[a, b]]")
                .contains("Condition[field=primaryEmail, mode=POSIX, values=[^x]]")
                .contains("all=true, caseSensitive=true");
        assertThat(probe.get(THINGS, Probe.ADMIN).body()).contains("conditions=[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search=",
                "search=a&search=b",
                "search.name=a",
                "search.id.x=a",
                "searching=a",
                "search=a&mode=fuzzy",
                "search=a&mode=similar_to",
                "search=a&joint=xor"
            })
    void a_search_that_cannot_be_is_refused(String query) {
        var reply = probe.get(THINGS + "?" + query, Probe.ADMIN);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .startsWith(
                        "{\"code\":\"request.invalid_input\",\"data\":{},\"message\":\"The list cannot be searched");
    }

    @Test
    void a_field_that_is_not_valid_is_named_as_the_guard_does() {
        var reply = probe.send("POST", THINGS, Probe.ADMIN, "{\"name\":\"long\",\"parts\":[\"a\",\"\"]}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .isEqualTo("{\"code\":\"guard.invalid_input\",\"data\":{\"issues\":["
                        + "{\"code\":\"custom\",\"path\":[\"name\"],\"message\":\"must be 1 to 3 characters\"},"
                        + "{\"code\":\"custom\",\"path\":[\"parts\",1],\"message\":\"must not be empty\"}],"
                        + "\"name\":\"ZodError\"},\"details\":\"Error in key path \\\"name\\\": (custom) must be 1 to 3"
                        + " characters\\nError in key path \\\"parts[1]\\\": (custom) must not be empty\","
                        + "\"message\":\"The request body is invalid.\"}");
        assertThat(probe.send("POST", THINGS, Probe.ADMIN, "{\"name\":3}").body())
                .contains("\"code\":\"guard.invalid_input\"", "\"code\":\"invalid_type\"", "must be a string");
    }

    @Test
    void what_is_not_json_has_a_message_and_no_code() {
        var reply = probe.send("POST", THINGS, Probe.ADMIN, "{");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).startsWith("{\"message\":\"The request could not be read.");
        assertThat(probe.send("POST", THINGS, Probe.ADMIN, "\"" + "a".repeat(1 << 20) + "\"")
                        .status())
                .isEqualTo(413);
        assertThat(probe.get("/api/things/a%2fb", Probe.ADMIN).body()).startsWith("{\"message\":");
    }

    @Test
    void a_credential_is_needed_and_its_faults_are_told_apart() {
        assertThat(probe.get(THINGS, null).body()).contains("\"code\":\"auth.authorization_header_missing\"");
        assertThat(probe.get(THINGS, null).status()).isEqualTo(401);
        assertThat(probe.get(THINGS, null, "Authorization", "Basic eDp5").body())
                .contains("\"code\":\"auth.authorization_token_type_not_supported\"")
                .contains("\"data\":{\"supportedTypes\":[\"Bearer\"]}");
        assertThat(probe.get(THINGS, "eyJhbGciOi.x.y").body())
                .contains("\"code\":\"auth.unauthorized\"", "\"ERR_JWS_INVALID\"");
        assertThat(probe.get(THINGS, "eyJhbGciOi.x.y").status()).isEqualTo(401);
    }

    @Test
    void only_a_credential_for_everything_will_do() {
        for (var key : new String[] {Probe.READER, Probe.GROUPS}) {
            var reply = probe.get(THINGS, key);
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.body()).contains("\"code\":\"auth.forbidden\"");
        }
        probe.jdbc()
                .sql("update http.api_key set scopes = ? where api_key_id = 'key_3'")
                .param(String.join(" ", io.fasti.http.caller.Scopes.TENANT))
                .update();
        probe.bean(ProbeStore.class).tell("api_key", "api_key.created");
        assertThat(probe.get(THINGS, Probe.GROUPS).status()).isEqualTo(200);
        assertThat(probe.get("/api/v1/admin/things", Probe.ADMIN).status())
                .as("everything is everything in the other dialect too")
                .isEqualTo(200);
    }

    @Test
    void a_path_without_a_tenant_means_the_default_one() {
        assertThat(probe.get(THINGS, Probe.ADMIN).body()).contains("\"tenant\":\"acme\"");
        assertThat(probe.get(THINGS, Probe.OTHER).status()).isEqualTo(403);
        assertThat(probe.get("/t/other" + THINGS, Probe.OTHER).body()).contains("\"tenant\":\"other\"");
        assertThat(probe.get("/t/other" + THINGS, Probe.ADMIN).body()).contains("\"code\":\"auth.forbidden\"");
        assertThat(probe.get("/t/no-such-tenant" + THINGS, Probe.ADMIN).status())
                .isEqualTo(403);
        assertThat(probe.get(THINGS, Probe.OPERATOR).status()).isEqualTo(403);
        assertThat(probe.get("/t/asleep" + THINGS, Probe.ASLEEP).body())
                .contains("\"code\":\"subscription.tenant_suspended\"");
    }

    @Test
    void an_unknown_path_is_404_and_a_wrong_method_405_both_in_text() {
        var unknown = probe.get("/api/nothing", Probe.ADMIN);
        var wrong = probe.send("PUT", THINGS, Probe.ADMIN, "{}");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).isEqualTo("Not Found");
        assertThat(unknown.header("Content-Type")).startsWith("text/plain");
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.header("Allow")).isEqualTo("GET, POST");
        assertThat(wrong.header("Content-Type")).startsWith("text/plain");
        assertThat(probe.raw("TRACE " + THINGS + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .contains("text/plain");
    }

    @Test
    void what_may_be_asked_needs_no_credential_nor_does_the_status() {
        var options = probe.send("OPTIONS", THINGS, null, null);

        assertThat(options.status()).isEqualTo(200);
        assertThat(options.header("Allow")).contains("GET", "POST");
        assertThat(probe.get("/api/status", null).status()).isEqualTo(204);
        assertThat(probe.get("/t/acme/api/status", null).status()).isEqualTo(204);
        assertThat(probe.get("/api/v1/status", null).status()).isEqualTo(401);
        assertThat(probe.send("OPTIONS", "/api/v1/admin/things", null, null).status())
                .as("the other dialect's")
                .isEqualTo(401);
    }

    @Test
    void every_answer_has_an_id() {
        assertThat(probe.get(THINGS, Probe.ADMIN).header("Logto-Core-Request-Id"))
                .matches("[0-9A-Za-z]{16}");
        assertThat(probe.get("/api/nothing", null).header("Logto-Core-Request-Id"))
                .matches("[0-9A-Za-z]{16}");
        assertThat(probe.get("/api/status", null).header("Logto-Core-Request-Id"))
                .isNotNull();
        assertThat(probe.get("/api/v1/admin/things", Probe.ADMIN).header("Logto-Core-Request-Id"))
                .isNull();
    }

    @Test
    void what_is_not_there_and_what_is_broken_have_their_form() {
        assertThat(probe.get(THINGS + "/nobody", Probe.ADMIN).body())
                .isEqualTo("{\"code\":\"entity.not_exists_with_id\",\"data\":{\"role_id\":\"nobody\"},"
                        + "\"message\":\"There is no such role.\"}");
        var broken = probe.get(THINGS + "/broken", Probe.ADMIN);
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.body()).isEqualTo("{\"message\":\"Something went wrong on our side.\"}");
    }
}
