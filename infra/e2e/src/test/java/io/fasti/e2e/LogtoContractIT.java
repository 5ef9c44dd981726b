package io.fasti.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Logto's Management API as its contract has it. {@code steps/*.json} are requests in order, each with its status, code and
 * what the answer must hold; what fields an answer has, and of which types, is told by {@code answers.json}; which statuses
 * and codes each route must be able to answer by {@code observed.tsv}, apart from those that {@code unreachable.tsv} lists
 * with the reason.
 */
class LogtoContractIT {
    private static final Path CONTRACT = Path.of("src", "test", "resources", "contracts", "logto");
    private static final Path STEPS = CONTRACT.resolve("steps");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    /**
     * @param request method and path with its variables in braces, as the contract has them
     * @param path what the variables stand for
     * @param as whose key: the administrator's without it, {@code reader} or {@code nobody}
     * @param text the body where it is no JSON
     * @param keep name to where it stands in the answer; {@code ${name}} means it from then on
     * @param expect place in the answer to value
     * @param headers name to the pattern of the header's value
     */
    record Step(
            String name,
            String request,
            @Nullable Map<String, String> path,
            @Nullable String query,
            @Nullable JsonNode body,
            @Nullable String as,
            int status,
            @Nullable String code,
            @Nullable String text,
            @Nullable Map<String, String> keep,
            @Nullable Map<String, JsonNode> expect,
            @Nullable Map<String, String> headers) {
        String method() {
            return request.substring(0, request.indexOf(' '));
        }

        String template() {
            return request.substring(request.indexOf(' ') + 1);
        }

        boolean isOfContract() {
            return !template().startsWith("/api/v1/");
        }
    }

    @TempDir
    static Path data;

    private static FastiProcess fasti;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Map<String, String> KEPT = new HashMap<>();

    private final JsonNode answers = Client.JSON.readTree(text(CONTRACT.resolve("answers.json")));

    @BeforeAll
    static void start() {
        fasti = FastiProcess.start(data, Map.of());
        var reader = fasti.admin().post("/api-keys", "{\"name\": \"Reader\", \"scopes\": [\"admin:read\"]}");
        KEPT.put("reader", reader.data().path("key").asString());
    }

    @AfterAll
    static void stop() {
        fasti.close();
    }

    @TestFactory
    Stream<DynamicTest> every_step_is_answered_as_the_contract_says() {
        return files().flatMap(file -> steps(file).stream()
                .map(step -> DynamicTest.dynamicTest(
                        file.getFileName() + ": " + step.request() + ": " + step.name(), () -> run(step))));
    }

    @Test
    void every_status_and_code_that_was_observed_has_a_step() {
        var taken = new HashSet<String>();
        var areas = new HashSet<String>();
        files().forEach(file -> steps(file).stream().filter(Step::isOfContract).forEach(step -> {
            areas.add(area(step.template()));
            taken.add(step.request() + " " + step.status());
            taken.add(step.request() + " " + step.status() + " " + (step.code() == null ? "" : step.code()));
        }));
        var unreachable = keys(CONTRACT.resolve("unreachable.tsv"));
        assertSoftly(softly -> lines(CONTRACT.resolve("observed.tsv"))
                .filter(cells -> areas.contains(area(cells[1])))
                .map(LogtoContractIT::key)
                .filter(observed -> !unreachable.contains(observed))
                .forEach(observed -> softly.assertThat(taken).contains(observed)));
        assertThat(unreachable)
                .as("what cannot be reached is not reached")
                .doesNotContainAnyElementsOf(
                        taken.stream().filter(each -> each.indexOf('.') > 0).toList());
    }

    private void run(Step step) {
        var answer = send(step);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(step.status());
        if (step.isOfContract()) {
            assertThat(answer.headers().firstValue("Logto-Core-Request-Id").orElse(""))
                    .matches("[0-9A-Za-z]{16}");
        }
        if (step.headers() != null) {
            step.headers().forEach((name, pattern) -> assertThat(
                            answer.headers().firstValue(name).orElse(""))
                    .matches(pattern));
        }
        if (step.text() != null) {
            assertThat(answer.body()).isEqualTo(step.text());
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
            return;
        }
        if (step.status() == 204) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        var body = Client.JSON.readTree(answer.body());
        if (step.code() != null) {
            assertThat(body.path("code").asString()).as(answer.body()).isEqualTo(step.code());
            assertThat(body.path("message").asString()).isNotEmpty();
        }
        shaped(step, answer, body);
        keep(step, body);
        if (step.expect() != null) {
            step.expect().forEach((place, value) -> assertThat(body.at(place))
                    .as("%s of %s", place, answer.body())
                    .isEqualTo(value.isString() ? Client.JSON.valueToTree(filled(value.asString())) : value));
        }
    }

    private void shaped(Step step, HttpResponse<String> answer, JsonNode body) {
        var shape = answers.path(step.request() + " " + step.status());
        if (shape.isMissingNode()) {
            return;
        }
        assertSoftly(softly -> LogtoShape.check(body, shape, "", softly));
        var etag = step.method().equals("GET") ? answer.headers().firstValue("ETag") : null;
        if (etag != null) {
            assertThat(etag).isPresent();
        }
    }

    private static void keep(Step step, JsonNode body) {
        if (step.keep() != null) {
            step.keep().forEach((name, place) -> {
                assertThat(body.at(place).isMissingNode())
                        .as("%s in %s", place, body)
                        .isFalse();
                KEPT.put(name, body.at(place).asString());
            });
        }
    }

    private static HttpResponse<String> send(Step step) {
        var path = step.template();
        if (step.path() != null) {
            for (var variable : step.path().entrySet()) {
                path = path.replace("{" + variable.getKey() + "}", filled(variable.getValue()));
            }
        }
        var uri = fasti.address().resolve(path + (step.query() == null ? "" : "?" + filled(step.query())));
        var body = step.body() == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(filled(step.body().toString()));
        var request = HttpRequest.newBuilder(URI.create(uri.toString())).method(step.method(), body);
        if (step.body() != null) {
            request.header("Content-Type", "application/json");
        }
        switch (step.as()) {
            case null -> request.header("Authorization", "Bearer " + FastiProcess.ADMIN_KEY);
            case "nobody" -> {}
            default -> request.header("Authorization", "Bearer " + filled("${" + step.as() + "}"));
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String filled(String text) {
        return VARIABLE.matcher(text).replaceAll(variable -> {
            var value = KEPT.get(variable.group(1));
            if (value == null) {
                throw new AssertionError("no step before kept " + variable.group());
            }
            return value;
        });
    }

    private static List<Step> steps(Path file) {
        return List.of(Client.JSON.readValue(text(file), Step[].class));
    }

    private static Stream<Path> files() {
        try (var files = Files.list(STEPS)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code /api/roles} of everything below. */
    private static String area(String path) {
        var end = path.indexOf('/', "/api/".length());
        return end < 0 ? path : path.substring(0, end);
    }

    private static Set<String> keys(Path file) {
        return new HashSet<>(lines(file).map(LogtoContractIT::key).toList());
    }

    private static String key(String[] cells) {
        var key = cells[0] + " " + cells[1] + " " + cells[2];
        return cells.length < 4 || cells[3].isEmpty() ? key : key + " " + cells[3];
    }

    private static Stream<String[]> lines(Path file) {
        return text(file).lines().skip(1).map(line -> line.split("\t", -1));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
