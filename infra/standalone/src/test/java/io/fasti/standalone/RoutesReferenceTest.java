package io.fasti.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.http.caller.Area;
import io.fasti.http.caller.Open;
import io.fasti.http.caller.Requires;
import io.fasti.http.caller.Scopes;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * {@code docs/reference/routes.md} is written from the controllers of both services: run with {@code -Dfasti.docs=write}.
 */
class RoutesReferenceTest {
    private static final String HEAD = """
            # Routes and their scopes

            Generated from the controllers; do not edit. Each of the scopes of a route alone suffices. Routes of a tenant are at
            `/t/{tenant}` + path, and without it for the credential's own tenant; operators' routes stand as they are. What all
            of them have in common: [http.md](http.md); what they take and answer: `/openapi.json`.

            | method | path | scopes |
            |---|---|---|
            """;

    /** LumoAuth's; other dialects have pages of their own. */
    private static final String BASE = "/api/v1/";

    private record Route(String path, String method, Area area) {
        String row() {
            var change = !method.equals("GET");
            var scopes = Scopes.sufficient(change, area).stream()
                    .map("`%s`"::formatted)
                    .collect(Collectors.joining(", "));
            return "| %s | `%s` | %s |\n".formatted(method, path, scopes);
        }
    }

    @Test
    void the_page_of_routes_is_that_of_the_controllers() throws Exception {
        var routes = routes();
        var page = HEAD + routes.stream().map(Route::row).collect(Collectors.joining());
        var file = Controllers.page("routes.md");
        if ("write".equals(System.getProperty("fasti.docs"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, page);
        }

        assertThat(routes).hasSizeGreaterThan(70);
        assertThat(file).content().isEqualTo(page);
    }

    @Test
    void every_route_of_a_dialect_says_its_area() throws Exception {
        for (var controller : Controllers.all()) {
            for (var method : controller.getDeclaredMethods()) {
                var mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                if (!controller.isAnnotationPresent(Open.class)
                        && mapping != null
                        && Controllers.paths(controller, mapping).stream().anyMatch(path -> path.startsWith("/api/"))) {
                    assertThat(area(controller, method)).as(method.toString()).isNotNull();
                }
            }
        }
    }

    private static List<Route> routes() throws ClassNotFoundException {
        var sorted = new TreeMap<String, Route>();
        for (var controller : Controllers.all()) {
            for (var method : controller.getDeclaredMethods()) {
                var mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                var area = area(controller, method);
                if (mapping == null || area == null) {
                    continue;
                }
                for (var path : Controllers.paths(controller, mapping)) {
                    if (!path.startsWith(BASE)) {
                        continue;
                    }
                    for (var verb : mapping.method()) {
                        sorted.put(path + " " + verb, new Route(path, verb.name(), area));
                    }
                }
            }
        }
        return List.copyOf(sorted.values());
    }

    private static @Nullable Area area(Class<?> controller, Method method) {
        var own = AnnotatedElementUtils.findMergedAnnotation(method, Requires.class);
        var requires = own != null ? own : AnnotatedElementUtils.findMergedAnnotation(controller, Requires.class);
        return requires == null ? null : requires.value();
    }
}
