package io.fasti.command.platform;

import io.fasti.command.apikey.ApiKeyCommand.CreateApiKey;
import io.fasti.command.apikey.KeyText;
import io.fasti.command.resource.ResourceCommand.CreateResource;
import io.fasti.command.role.RoleCommand.CreateRole;
import io.fasti.command.tenant.TenantCommand.CreateTenant;
import io.fasti.events.ApiKeyId;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.http.caller.Scopes;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A tenant with all that it begins with: its built-in resource, its system roles, and a key for its first administrator. */
public record NewTenant(TenantId tenantId, String slug, String name, KeyText adminKey) {
    static final String KEY_NAME = "First administrator";

    public Together command() {
        return new Together(List.of(
                new CreateTenant(tenantId, slug, name),
                CreateResource.ofTenant(),
                system("admin", "Admin", "May change everything in the tenant."),
                system("viewer", "Viewer", "May see everything in the tenant."),
                key(adminKey, KEY_NAME, Scopes.TENANT)));
    }

    static CreateApiKey key(KeyText key, String name, List<String> scopes) {
        return new CreateApiKey(
                ApiKeyId.random(), name, key.hash(), key.hint(), scopes, null, Set.copyOf(scopes), Instant.now());
    }

    private static CreateRole system(String slug, String name, String description) {
        return new CreateRole(RoleId.random(), slug, name, description, List.of(), true);
    }
}
