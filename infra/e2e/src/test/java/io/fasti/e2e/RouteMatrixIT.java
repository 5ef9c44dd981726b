package io.fasti.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route × whoever must not use it. The routes come from the running service's own description, so a new one is in
 * here without anybody adding it. Broken object level authorization is the first of OWASP's API risks (API1:2023), and the
 * class of most account takeovers in identity servers.
 */
class RouteMatrixIT {
    @TempDir
    static Path data;

    private static FastiProcess fasti;
    private static TenantWithEverything ours;
    private static TenantWithEverything theirs;
    private static List<Routes.Route> routes;

    @BeforeAll
    static void start() {
        fasti = FastiProcess.start(data, Map.of());
        ours = TenantWithEverything.in(fasti.admin());
        theirs = TenantWithEverything.made(fasti.operator(), "other-corp");
        routes = Routes.of(fasti.admin());
        assertThat(routes).hasSizeGreaterThan(75);
    }

    @AfterAll
    static void stop() {
        fasti.close();
    }

    @Test
    void a_call_without_a_credential_or_with_an_unknown_one_is_401() {
        each((route, softly) -> {
            var path = path(route, ours.ids);
            for (var key : new String[] {null, "sk_live_nobody-has-this-key-00000000000000"}) {
                var answer = new Client(fasti.address(), key, ours.slug)
                        .send(route.method(), path, body(route, ours), Map.of());
                softly.assertThat(answer.status())
                        .as("%s with key %s", route, key)
                        .isEqualTo(401);
                if (route.isLumos()) {
                    softly.assertThat(answer.body().path("error").asBoolean())
                            .as("%s form", route)
                            .isTrue();
                } else {
                    softly.assertThat(answer.body().path("code").asString())
                            .as("%s form", route)
                            .startsWith("auth.");
                }
            }
        });
    }

    @Test
    void another_tenants_key_is_403_whether_or_not_the_tenant_exists() {
        each((route, softly) -> {
            if (route.isOperators()) {
                return;
            }
            for (var slug : List.of(theirs.slug, "no-such-tenant")) {
                var answer = ours.admin
                        .at(slug)
                        .send(route.method(), "/t/" + slug + filled(route, theirs.ids), body(route, theirs), Map.of());
                softly.assertThat(answer.status()).as("%s of %s", route, slug).isEqualTo(403);
            }
        });
    }

    @Test
    void another_tenants_ids_and_names_do_not_exist() {
        each((route, softly) -> {
            if (route.isOperators() || !route.hasVariables()) {
                return;
            }
            for (var named : List.of(theirs.ids, theirs.names)) {
                var answer = ours.admin.send(
                        route.method(), "/t/" + ours.slug + filled(route, named), body(route, ours), Map.of());
                softly.assertThat(answer.status())
                        .as("%s with %s: %s", route, filled(route, named), answer.body())
                        .isEqualTo(404);
            }
        });
    }

    @Test
    void another_tenants_things_cannot_be_named_in_a_body() {
        var before = ours.admin.get("/users/" + ours.ids.get("users")).data().toString();
        each((route, softly) -> {
            if (route.isOperators() || !route.changes() || !mentions(route)) {
                return;
            }
            var answer = ours.admin.send(
                    route.method(), "/t/" + ours.slug + filled(route, ours.ids), theirs.body(), Map.of());
            softly.assertThat(answer.status())
                    .as("%s: %s", route, answer.body())
                    .isIn(404, 422);
        });
        assertThat(ours.admin.get("/users/" + ours.ids.get("users")).data().toString())
                .isEqualTo(before);
    }

    @Test
    void a_key_without_the_scope_is_403_and_one_with_the_areas_own_scope_is_not() {
        var scopes = List.of(
                "admin:read",
                "admin:write",
                "admin:users",
                "admin:roles",
                "admin:groups",
                "admin:clients",
                "admin:webhooks",
                "admin:audit");
        var keys = new HashMap<String, String>();
        scopes.forEach(scope -> keys.put(scope, key(scope)));
        each((route, softly) -> {
            if (route.isOperators()) {
                var answer = ours.admin.send(route.method(), path(route, ours.ids), body(route, ours), Map.of());
                softly.assertThat(answer.status())
                        .as("%s by an administrator", route)
                        .isEqualTo(403);
                return;
            }
            var own = ownScope(route);
            for (var scope : scopes) {
                var general = route.isLumos()
                        && !"admin:write".equals(own)
                        && scope.equals(route.changes() ? "admin:write" : "admin:read");
                var allowed = scope.equals(own) || general;
                if (allowed) {
                    continue;
                }
                var answer = ours.admin
                        .as(keys.get(scope))
                        .send(route.method(), "/t/" + ours.slug + filled(route, ours.ids), body(route, ours), Map.of());
                softly.assertThat(answer.status())
                        .as("%s with only %s", route, scope)
                        .isEqualTo(403);
                softly.assertThat(answer.body().path("code").asString())
                        .as("%s with only %s", route, scope)
                        .isEqualTo(route.isLumos() ? "insufficient_scope" : "auth.forbidden");
            }
            if (own != null && !route.changes()) {
                var answer = ours.admin
                        .as(keys.get(own))
                        .send(route.method(), "/t/" + ours.slug + filled(route, ours.ids), null, Map.of());
                softly.assertThat(answer.status()).as("%s with %s", route, own).isEqualTo(200);
            }
        });
    }

    private interface Check {
        void on(Routes.Route route, SoftAssertions softly);
    }

    private static void each(Check check) {
        assertSoftly(softly -> routes.forEach(route -> check.on(route, softly)));
    }

    private static String path(Routes.Route route, Map<String, String> named) {
        return route.isOperators() ? filled(route, named) : "/t/" + ours.slug + filled(route, named);
    }

    private static String filled(Routes.Route route, Map<String, String> named) {
        var all = new HashMap<>(ours.ids);
        all.putAll(named);
        return route.with(all);
    }

    private static @Nullable String body(Routes.Route route, TenantWithEverything tenant) {
        if (route.path().endsWith("/mfa-verifications")) {
            return route.changes() ? "{\"type\": \"Totp\"}" : null;
        }
        return route.changes() && !route.method().equals("DELETE") ? tenant.body() : null;
    }

    /** Whether the body of the route names roles, permissions, groups or users. */
    private static boolean mentions(Routes.Route route) {
        var path = route.path();
        return !route.method().equals("DELETE")
                && (path.endsWith("/roles") && path.contains("{")
                        || path.endsWith("/permissions") && path.contains("{")
                        || path.endsWith("/groups") && path.contains("{")
                        || path.endsWith("/members")
                        || path.endsWith("/users") && path.contains("/roles/{")
                        || path.endsWith("/scopes") && path.contains("/roles/{")
                        || route.method().equals("POST") && path.equals("/api/roles")
                        || route.method().equals("POST") && path.endsWith("/admin/users")
                        || route.method().equals("POST") && path.endsWith("/admin/roles")
                        || route.method().equals("POST") && path.endsWith("/admin/groups"));
    }

    /** Null where no scope of a part will do. */
    private static @Nullable String ownScope(Routes.Route route) {
        if (!route.isLumos()) {
            return null;
        }
        var area = route.path().substring("/api/v1/admin/".length()).split("/", -1)[0];
        return switch (area) {
            case "users" -> "admin:users";
            case "roles", "permissions" -> "admin:roles";
            case "groups" -> "admin:groups";
            case "webhooks" -> "admin:webhooks";
            case "audit-logs" -> "admin:audit";
            case "api-keys", "tenant" -> "admin:write";
            default -> throw new AssertionError("the matrix does not know the area of " + route);
        };
    }

    private static String key(String scope) {
        var created =
                ours.admin.post("/api-keys", "{\"name\": \"Only %1$s\", \"scopes\": [\"%1$s\"]}".formatted(scope));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return created.data().path("key").asString();
    }
}
