package io.fasti.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every route × what no route may accept: refused in the dialect's form, and nothing of it done. */
class BadInputIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String JSON = "application/json";

    @TempDir
    static Path data;

    private static FastiProcess fasti;
    private static TenantWithEverything tenant;
    private static List<Routes.Route> routes;
    private static JsonNode description;

    /** What comes in, and what it is refused with. */
    private record Bad(String contentType, byte[] body, Integer... statuses) {
        Bad(String body, Integer... statuses) {
            this(JSON, body.getBytes(StandardCharsets.UTF_8), statuses);
        }
    }

    @BeforeAll
    static void start() {
        fasti = FastiProcess.start(data, Map.of());
        tenant = TenantWithEverything.in(fasti.admin());
        routes = Routes.of(fasti.admin());
        description = fasti.admin().get("/openapi.json").body();
        assertThat(routes).filteredOn(Routes.Route::takesBody).hasSizeGreaterThan(30);
    }

    @AfterAll
    static void stop() {
        fasti.close();
    }

    @Test
    void what_is_not_a_json_object_of_reasonable_size_is_refused_by_every_route_that_takes_a_body() {
        var bad = new LinkedHashMap<String, Bad>();
        bad.put("broken JSON", new Bad("{\"name\": ", 400));
        bad.put("an array", new Bad("[]", 400));
        bad.put("a string", new Bad("\"name\"", 400));
        bad.put("two documents", new Bad("{} {}", 400));
        bad.put("duplicate keys", new Bad("{\"name\": \"A\", \"name\": \"B\"}", 400));
        bad.put("nesting", new Bad("{\"a\":".repeat(101) + "1" + "}".repeat(101), 400));
        bad.put("a lone surrogate as bytes", new Bad(JSON, new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, '"'}, 400));
        bad.put("latin-1", new Bad(JSON, "{\"name\": \"Zoë\"}".getBytes(StandardCharsets.ISO_8859_1), 400));
        bad.put("another type", new Bad("text/plain", "{}".getBytes(StandardCharsets.UTF_8), 415));
        bad.put("over 1 MiB", new Bad("{\"name\": \"" + "x".repeat((1 << 20) + 1) + "\"}", 413));
        var before = state();
        assertSoftly(softly -> routes.stream()
                .filter(Routes.Route::takesBody)
                .forEach(route -> bad.forEach((what, it) -> {
                    var answer = send(route, it.contentType(), it.body());
                    softly.assertThat(answer.statusCode())
                            .as("%s with %s: %s", route, what, answer.body())
                            .isIn((Object[]) it.statuses());
                    inForm(softly, route, " with " + what, answer);
                })));
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void a_field_of_the_wrong_type_or_form_is_refused_by_its_name() {
        var before = state();
        assertThat(routes.stream()
                        .filter(Routes.Route::takesBody)
                        .mapToInt(route -> fields(route).size())
                        .sum())
                .as("fields in the description")
                .isGreaterThan(80);
        assertSoftly(softly -> routes.stream().filter(Routes.Route::takesBody).forEach(route -> {
            for (var field : fields(route)) {
                for (var value : List.of("7", "{\"$ne\": null}", "[[]]", "\"a\\u0000b\"")) {
                    if (field.accepts(value)) {
                        continue;
                    }
                    var what = "{\"%s\": %s}".formatted(field.name(), value);
                    var answer = send(route, JSON, what.getBytes(StandardCharsets.UTF_8));
                    softly.assertThat(answer.statusCode())
                            .as("%s with %s: %s", route, what, answer.body())
                            .isIn(400, 422);
                    softly.assertThat(answer.body())
                            .as("%s with %s", route, what)
                            .contains("\"" + field.name());
                    inForm(softly, route, " with " + what, answer);
                }
            }
        }));
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void a_page_limit_or_order_that_is_not_there_is_refused_by_every_list() {
        assertSoftly(softly -> routes.stream().filter(BadInputIT::isList).forEach(route -> {
            for (var query : List.of(
                    "page=0",
                    "page=-1",
                    "page=x",
                    "page=99999999999",
                    "limit=0",
                    "limit=101",
                    "limit=1.5",
                    "sortBy=nothing",
                    "sortBy=email;drop",
                    "sortDir=sideways")) {
                var answer = send("GET", path(route) + "?" + query, null, null);
                softly.assertThat(answer.statusCode())
                        .as("%s?%s: %s", route, query, answer.body())
                        .isIn(400, 422);
                inForm(softly, route, "?" + query, answer);
            }
        }));
    }

    @Test
    void a_page_or_search_that_is_not_there_is_refused_by_every_list_of_logtos() {
        var lists = routes.stream()
                .filter(route -> route.method().equals("GET") && !route.isLumos())
                .filter(route -> operation(route).path("parameters").toString().contains("\"page_size\""))
                .filter(route -> !route.path().endsWith("/applications"))
                .toList();
        assertSoftly(softly -> lists.forEach(route -> {
            for (var query : List.of(
                    "page=0",
                    "page=x",
                    "page=99999999999",
                    "page_size=0",
                    "page_size=101",
                    "page_size=1.5",
                    "search=",
                    "search=a&search=b",
                    "search.nothing=a",
                    "search=a&mode=fuzzy",
                    "search=a&mode=similar_to",
                    "search=a&joint=xor")) {
                var answer = send("GET", path(route) + "?" + query, null, null);
                softly.assertThat(answer.statusCode())
                        .as("%s?%s: %s", route, query, answer.body())
                        .isEqualTo(400);
                inForm(softly, route, "?" + query, answer);
            }
        }));
    }

    @Test
    void an_id_that_cannot_be_one_is_not_found_and_never_an_error_of_ours() {
        assertSoftly(
                softly -> routes.stream().filter(Routes.Route::hasVariables).forEach(route -> {
                    for (var id :
                            List.of("nope", "%00", "%2f", "..%2f..", "%ff", "'--", "x".repeat(300), "%F0%9F%92%A9")) {
                        var body = route.takesBody() ? tenant.body().getBytes(StandardCharsets.UTF_8) : null;
                        var all = new HashMap<>(tenant.ids);
                        all.replaceAll((_, _) -> id);
                        var prefix = route.isOperators() ? "" : "/t/" + tenant.slug;
                        var answer = send(route.method(), prefix + route.with(all), body == null ? null : JSON, body);
                        softly.assertThat(answer.statusCode())
                                .as("%s with %s: %s", route, id, answer.body())
                                .isIn(400, 404, 422);
                        inForm(softly, route, " with " + id, answer);
                    }
                }));
    }

    private record Field(String name, JsonNode schema) {
        /** Values for which the description says nothing against are left out. */
        boolean accepts(String value) {
            var types = schema.path("type").toString();
            var any = types.isEmpty() || types.contains("object");
            return switch (value.charAt(0)) {
                case '7' -> any || types.contains("integer") || types.contains("number");
                case '[' -> any;
                case '{' -> any || !types.contains("string");
                default -> any || !types.contains("string");
            };
        }
    }

    /** The fields of the body as the description of the service names them. */
    private static List<Field> fields(Routes.Route route) {
        var schema = resolved(
                description,
                operation(route).path("requestBody").path("content").path(JSON).path("schema"));
        return schema.path("properties")
                .propertyStream()
                .map(entry -> new Field(entry.getKey(), resolved(description, entry.getValue())))
                .toList();
    }

    private static JsonNode operation(Routes.Route route) {
        for (var prefix : List.of("", "/t/{tenant}", "/t/{slug}")) {
            var found = description
                    .path("paths")
                    .path(prefix + route.path())
                    .path(route.method().toLowerCase(java.util.Locale.ROOT));
            if (found.isObject()) {
                return found;
            }
        }
        throw new AssertionError("the description has no " + route);
    }

    private static JsonNode resolved(JsonNode document, JsonNode schema) {
        var reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }

    /** What the tenant has, as far as an administrator can see it. */
    private static String state() {
        var state = new StringBuilder();
        for (var list : List.of("users", "roles", "permissions", "groups", "api-keys", "webhooks", "tenant")) {
            state.append(tenant.admin.get("/" + list).body().path("data")).append('\n');
        }
        return state.toString();
    }

    private static boolean isList(Routes.Route route) {
        return route.method().equals("GET")
                && !route.isOperators()
                && List.of("/users", "/roles", "/permissions", "/groups", "/audit-logs").stream()
                        .anyMatch(end -> route.path().equals("/api/v1/admin" + end));
    }

    private static void inForm(SoftAssertions softly, Routes.Route route, String input, HttpResponse<String> answer) {
        var what = route + input;
        var body = answer.body();
        softly.assertThat(body).as("%s answers in form", what).startsWith("{");
        if (body.startsWith("{")) {
            var json = Client.JSON.readTree(body);
            if (route.isLumos()) {
                softly.assertThat(json.path("error").asBoolean()).as(what).isTrue();
                softly.assertThat(json.path("status").asInt()).as(what).isEqualTo(answer.statusCode());
            } else {
                softly.assertThat(json.has("error")).as(what).isFalse();
            }
            softly.assertThat(json.path("message").asString()).as(what).isNotBlank();
            softly.assertThat(body).as(what).doesNotContain("Exception", "io.fasti", "\tat ");
        }
    }

    private static String path(Routes.Route route) {
        return (route.isOperators() ? "" : "/t/" + tenant.slug) + route.with(tenant.ids);
    }

    private static HttpResponse<String> send(Routes.Route route, String contentType, byte[] body) {
        return send(route.method(), path(route), contentType, body);
    }

    private static HttpResponse<String> send(
            String method, String path, @Nullable String contentType, byte @Nullable [] body) {
        var key = path.startsWith("/api/v1/operator") ? FastiProcess.OPERATOR_KEY : FastiProcess.ADMIN_KEY;
        var request = HttpRequest.newBuilder(URI.create(fasti.address() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
