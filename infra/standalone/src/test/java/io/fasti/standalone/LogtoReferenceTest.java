package io.fasti.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.errors.ErrorCode;
import io.fasti.http.logto.LogtoErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The second half of {@code docs/reference/logto.md} is written from the controllers, the operations of Logto's Management API
 * and its spellings of our codes: run with {@code -Dfasti.docs=write}. The first half is written by people.
 */
class LogtoReferenceTest {
    private static final String GENERATED = "<!-- Generated from here on; do not edit. -->\n";

    private record Operation(String tag, String method, String path) {
        static Operation of(String line) {
            var cells = line.split("\t", -1);
            return new Operation(cells[0], cells[1], cells[2]);
        }

        String route() {
            return Controllers.shape(method, path);
        }

        String row(Set<String> routes) {
            return "| %s | %s | `%s` | %s |\n"
                    .formatted(tag, method, path, routes.contains(route()) ? "works" : "not yet");
        }
    }

    @Test
    void the_page_lists_every_operation_and_every_code() throws Exception {
        var routes = routes();
        var operations = operations();
        var page = """

                ## Operations

                %d of %d.

                | group | method | path | |
                |---|---|---|---|
                %s
                ## Codes

                | our code | status | `code` |
                |---|---|---|
                %s""".formatted(
                operations.stream()
                        .filter(each -> routes.contains(each.route()))
                        .count(),
                operations.size(),
                operations.stream().map(each -> each.row(routes)).collect(Collectors.joining()),
                Arrays.stream(ErrorCode.values()).map(LogtoReferenceTest::row).collect(Collectors.joining()));
        var file = Controllers.page("logto.md");
        var written = Files.readString(file);
        var head = written.substring(0, written.indexOf(GENERATED) + GENERATED.length());
        if ("write".equals(System.getProperty("fasti.docs"))) {
            Files.writeString(file, head + page);
        }

        assertThat(operations).hasSize(202);
        assertThat(file).content().isEqualTo(head + page);
    }

    @Test
    void every_route_is_an_operation_of_logto() throws Exception {
        var known = operations().stream().map(Operation::route).collect(Collectors.toSet());

        assertThat(known).containsAll(routes());
    }

    private static Set<String> routes() throws ClassNotFoundException {
        var routes = new TreeSet<String>();
        for (var controller : Controllers.all()) {
            for (var method : controller.getDeclaredMethods()) {
                for (var route : Controllers.routes(controller, method)) {
                    if (route.startsWith("/api/", route.indexOf(' ') + 1)
                            && !route.startsWith("/api/v1/", route.indexOf(' ') + 1)) {
                        routes.add(route);
                    }
                }
            }
        }
        return routes;
    }

    private static List<Operation> operations() throws IOException {
        try (var file = LogtoReferenceTest.class.getResourceAsStream("/contracts/logto/operations.tsv")) {
            if (file == null) {
                throw new AssertionError("no operations.tsv");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(Operation::of)
                    .toList();
        }
    }

    private static String row(ErrorCode code) {
        var spelled = LogtoErrors.code(code);
        return "| `%s` | %d | %s |\n"
                .formatted(code, LogtoErrors.status(code), spelled == null ? "none" : "`" + spelled + "`");
    }
}
