package io.fasti.query.lumo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every file of {@code contracts/lumo} is a request and the answer that it must get. With {@code -Dfasti.approve=true} the
 * answers are written instead of compared, to be read before they are committed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadContractTest {
    private static final Path FILES = Path.of("src", "test", "resources", "contracts", "lumo");
    private static final List<String> RESOURCES =
            List.of("users", "roles", "permissions", "groups", "api-keys", "tenant", "operator-tenants");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Map<String, String> KEYS =
            Map.of("admin", RunningReads.ADMIN, "other", RunningReads.OTHER, "operator", RunningReads.OPERATOR);

    /** A request and its answer. {@code as} names the key that it is sent with. */
    record Golden(String request, String as, int status, JsonNode body) {}

    private final RunningReads reads = new RunningReads();

    @AfterAll
    void stop() {
        reads.close();
    }

    @TestFactory
    Stream<DynamicTest> every_request_gets_its_answer() {
        return files().map(
                        file -> DynamicTest.dynamicTest(FILES.relativize(file).toString(), () -> check(file)));
    }

    @Test
    void every_reading_route_of_these_resources_has_a_request() {
        var requests = files().map(ReadContractTest::path).toList();
        assertThat(routes()).isNotEmpty().allSatisfy(route -> assertThat(requests)
                .as(route.getPatternString())
                .anyMatch(request -> route.matches(request)));
    }

    private List<PathPattern> routes() {
        return reads
                .bean(RequestMappingHandlerMapping.class, "requestMappingHandlerMapping")
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(route -> route.getValue()
                        .getBeanType()
                        .getPackage()
                        .equals(getClass().getPackage()))
                .filter(route ->
                        route.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(route ->
                        Objects.requireNonNull(route.getKey().getPathPatternsCondition()).getPatterns().stream())
                .filter(route -> RESOURCES.contains(resource(route.getPatternString())))
                .toList();
    }

    /** {@code /api/v1/admin/users/{user}} is of {@code users}. */
    private static String resource(String route) {
        var segments = route.split("/", -1);
        return segments[3].equals("operator") ? "operator-" + segments[4] : segments[4];
    }

    private static PathContainer path(Path file) {
        try {
            var request = JSON.readValue(Files.readString(file), Golden.class).request();
            return PathContainer.parsePath(request.replaceFirst("^/t/[^/]+", "").replaceFirst("\\?.*$", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files() {
        return RESOURCES.stream().map(FILES::resolve).flatMap(folder -> {
            try (var files = Files.list(folder)) {
                return files.sorted().toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void check(Path file) throws IOException {
        var golden = JSON.readValue(Files.readString(file), Golden.class);
        var reply = reads.get(golden.request(), Objects.requireNonNull(KEYS.get(golden.as())));
        var actual = new Golden(golden.request(), golden.as(), reply.statusCode(), JSON.readTree(reply.body()));
        if (Boolean.getBoolean("fasti.approve")) {
            Files.writeString(file, JSON.writeValueAsString(actual) + "\n");
            return;
        }
        assertThat(JSON.writeValueAsString(actual)).isEqualTo(JSON.writeValueAsString(golden));
    }
}
