package io.fasti.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tenant that has one of each resource, and how each of them can be named. */
final class TenantWithEverything {
    final String slug;
    final Client admin;
    /** Resource as it stands in paths → id. */
    final Map<String, String> ids = new HashMap<>();
    /** The same with the other names that a path accepts: slugs, e-mails. */
    final Map<String, String> names = new HashMap<>();

    private TenantWithEverything(String slug, Client admin) {
        this.slug = slug;
        this.admin = admin;
    }

    /** Fills a tenant that is there already. */
    static TenantWithEverything in(Client admin) {
        var tenant = new TenantWithEverything(admin.tenant(), admin);
        tenant.fill();
        return tenant;
    }

    /** Makes the tenant first, and a key that may do everything in it. */
    static TenantWithEverything made(Client operator, String slug) {
        var created = operator.post(
                "/api/v1/operator/tenants", "{\"slug\": \"%s\", \"name\": \"Tenant %s\"}".formatted(slug, slug));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        var key = created.data().path("apiKey").asString();
        var tenant = new TenantWithEverything(slug, operator.as(key).at(slug));
        tenant.fill();
        return tenant;
    }

    /** A body that is valid for every route that takes one, naming this tenant's things wherever things are named. */
    String body() {
        return """
                {"name": "Matrix", "slug": "matrix-slug", "email": "matrix@example.com", "password": "correct horse battery",
                 "roles": ["%1$s"], "role": "%1$s", "permissions": ["%2$s"], "permission": "%2$s",
                 "groups": ["%3$s"], "group": "%3$s", "userIds": ["%4$s"], "userId": "%4$s", "roleId": "%1$s",
                 "scopeIds": ["%2$s"], "roleIds": ["%1$s"], "applicationIds": ["app_nobody"],
                 "isSuspended": false, "customData": {}, "profile": {}, "connectorId": "con_nobody", "connectorData": {},
                 "url": "https://hooks.example.com/in", "events": ["*"], "scopes": ["admin:read"],
                 "description": "From the matrix", "category": "matrix"}""".formatted(ids.get("roles"), ids.get("permissions"), ids.get("groups"), ids.get("users"));
    }

    private void fill() {
        // The names differ from tenant to tenant, so that a foreign one is never by chance one's own.
        make("permissions", "orders.read-" + slug, """
                {"name": "Read orders", "slug": "orders.read-%1$s"}""");
        make("roles", "clerk-" + slug, """
                {"name": "Clerk", "slug": "clerk-%1$s", "permissions": ["orders.read-%1$s"]}""");
        make("groups", "sales-" + slug, """
                {"name": "Sales", "slug": "sales-%1$s", "roles": ["clerk-%1$s"]}""");
        make("users", "ada@" + slug + ".example.com", """
                {"email": "ada@%1$s.example.com", "name": "Ada", "roles": ["clerk-%1$s"], "groups": ["sales-%1$s"]}""");
        ids.put("members", ids.get("users"));
        ids.put("scopes", ids.get("permissions"));
        ids.put("applications", "app_nobody");
        ids.put("identities", "github");
        ids.put("mfa-verifications", "mfa_nobody");
        names.put("members", names.get("users"));
        make("webhooks", null, "{\"url\": \"https://hooks.example.com/in\", \"events\": [\"user.created\"]}");
        make("api-keys", null, "{\"name\": \"Another\", \"scopes\": [\"admin:read\"]}");
        var audit = Await.until(
                () -> admin.get("/audit-logs"), answer -> !answer.data().isEmpty());
        ids.put("audit-logs", audit.data().get(0).path("id").asString());
        names.put("audit-logs", ids.get("audit-logs"));
        ids.put("tenants", slug);
        names.put("tenants", slug);
    }

    private void make(String resource, @Nullable String name, String json) {
        var created = admin.post("/" + resource, json.formatted(slug));
        assertThat(created.status()).as(resource + " " + created.body()).isEqualTo(201);
        ids.put(resource, created.id());
        names.put(resource, name == null ? created.id() : name);
    }
}
