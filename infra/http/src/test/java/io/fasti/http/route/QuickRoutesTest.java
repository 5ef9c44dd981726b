package io.fasti.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletContext;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Every request goes where Spring would send it, with the same variables, or is refused for the same reason. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuickRoutesTest {
    private final RequestMappingHandlerMapping quick = new QuickRoutes();
    private final RequestMappingHandlerMapping springs = new RequestMappingHandlerMapping();

    @BeforeAll
    void start() throws Exception {
        var context = new StaticWebApplicationContext();
        context.setServletContext(new MockServletContext());
        context.registerSingleton("routes", Routes.class);
        context.refresh();
        for (var mapping : List.of(quick, springs)) {
            mapping.setApplicationContext(context);
            mapping.afterPropertiesSet();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/t/acme/users",
                "/t/acme/users/",
                "/t/acme/users/usr_1",
                "/t/acme/users/usr_1/",
                "/t/acme/users/batch",
                "/t/acme/users/usr_1/roles",
                "/t/acme/users/batch/roles",
                "/t/acme/users/usr_1/roles/rol_1",
                "/t/acme/users//roles",
                "/t//users",
                "//t/acme/users",
                "/t/acme/Users",
                "/t/acme/us%65rs",
                "/t/acme/users/a%2Fb",
                "/t/acme/users/a%20b",
                "/t/acme/users;v=1",
                "/t/acme/users/usr_1;v=1/roles",
                "/users/usr_1",
                "/users/me",
                "/users/usr_1.json",
                "/files/a/b/c",
                "/files",
                "/files/a/roles",
                "/either",
                "/or",
                "/or/else",
                "/nothing"
            })
    void goes_where_spring_would_send_it(String path) {
        var heard = new ArrayList<String>();
        for (var method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            for (var type : List.of("application/json", "text/plain")) {
                for (var preflight : List.of(false, true)) {
                    var expected = outcome(springs, request(method, path, type, preflight));
                    heard.add(expected);
                    assertThat(outcome(quick, request(method, path, type, preflight)))
                            .as("%s %s, %s", method, path, type)
                            .isEqualTo(expected);
                }
            }
        }
        assertThat(heard).hasSize(28);
    }

    private static MockHttpServletRequest request(String method, String path, String type, boolean preflight) {
        var request = new MockHttpServletRequest(method, path);
        request.setContentType(type);
        request.addHeader("Accept", type);
        if (preflight) {
            request.addHeader("Origin", "https://console.example");
            request.addHeader("Access-Control-Request-Method", HttpMethod.PUT.name());
        }
        ServletRequestPathUtils.parseAndCache(request);
        return request;
    }

    private static String outcome(RequestMappingHandlerMapping mapping, MockHttpServletRequest request) {
        try {
            var found = mapping.getHandler(request);
            if (found == null) {
                return "nothing";
            }
            var handler = found.getHandler() instanceof HandlerMethod method
                    ? method.getMethod().getName()
                    : found.getHandler().getClass().getSimpleName();
            var best =
                    request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod method
                            ? method.getMethod().getName()
                            : "";
            return String.join(
                    " ",
                    handler,
                    best,
                    Objects.toString(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)),
                    Objects.toString(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)),
                    Objects.toString(request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE)));
        } catch (Exception e) {
            return e.toString();
        }
    }

    @Controller
    static class Routes {
        @GetMapping("/")
        void root() {}

        @GetMapping("/t/{tenant}/users")
        void users() {}

        @PostMapping(path = "/t/{tenant}/users", consumes = "application/json")
        void create() {}

        @GetMapping("/t/{tenant}/users/{id}")
        void user() {}

        @PutMapping(path = "/t/{tenant}/users/{id}", produces = "application/json")
        void replace() {}

        @PatchMapping("/t/{tenant}/users/{id}")
        void change() {}

        @PatchMapping("/t/{tenant}/users/batch")
        void changeMany() {}

        @GetMapping("/t/{tenant}/users/{id}/roles")
        void roles() {}

        @GetMapping("/t/{tenant}/users/batch/{id}")
        void batch() {}

        @DeleteMapping("/t/{tenant}/users/{id}/roles/{role}")
        void revoke() {}

        @GetMapping("/users/{id}")
        void person() {}

        @GetMapping("/users/me")
        void me() {}

        @GetMapping("/files/{*path}")
        void file() {}

        @GetMapping("/files/{name}/roles")
        void rolesOfFile() {}

        @GetMapping({"/either", "/or"})
        void either() {}

        @GetMapping("/or/*")
        void wild() {}
    }
}
