package io.fasti.query.lumo;

import io.fasti.events.ApiKeyEvent;
import io.fasti.events.ApiKeyEvent.ApiKeyCreated;
import io.fasti.events.ApiKeyEvent.ApiKeyRevoked;
import io.fasti.events.GroupEvent;
import io.fasti.events.GroupEvent.GroupCreated;
import io.fasti.events.GroupEvent.GroupDeleted;
import io.fasti.events.GroupEvent.GroupDescribed;
import io.fasti.events.GroupEvent.GroupRenamed;
import io.fasti.events.GroupEvent.GroupRolesAdded;
import io.fasti.events.GroupEvent.GroupRolesRemoved;
import io.fasti.events.GroupEvent.GroupSlugChanged;
import io.fasti.events.Identifier;
import io.fasti.events.IdentityEvent;
import io.fasti.events.PermissionEvent;
import io.fasti.events.PermissionEvent.PermissionCategorized;
import io.fasti.events.PermissionEvent.PermissionCreated;
import io.fasti.events.PermissionEvent.PermissionDeleted;
import io.fasti.events.PermissionEvent.PermissionDescribed;
import io.fasti.events.PermissionEvent.PermissionRenamed;
import io.fasti.events.ResourceEvent;
import io.fasti.events.ResourceEvent.ResourceCreated;
import io.fasti.events.RoleEvent;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleEvent.RoleDeleted;
import io.fasti.events.RoleEvent.RoleDescribed;
import io.fasti.events.RoleEvent.RoleMadeDefault;
import io.fasti.events.RoleEvent.RoleNoLongerDefault;
import io.fasti.events.RoleEvent.RolePermissionsAdded;
import io.fasti.events.RoleEvent.RolePermissionsRemoved;
import io.fasti.events.RoleEvent.RoleRenamed;
import io.fasti.events.RoleEvent.RoleReservedForMachines;
import io.fasti.events.TenantEvent;
import io.fasti.events.TenantEvent.PasswordPolicySet;
import io.fasti.events.TenantEvent.TenantCreated;
import io.fasti.events.TenantEvent.TenantRenamed;
import io.fasti.events.TenantEvent.TenantResumed;
import io.fasti.events.TenantEvent.TenantSuspended;
import io.fasti.events.UserEvent;
import io.fasti.events.WebhookEvent;
import io.fasti.events.WebhookEvent.WebhookCreated;
import io.fasti.events.WebhookEvent.WebhookDeleted;
import io.fasti.events.WebhookEvent.WebhookDescribed;
import io.fasti.events.WebhookEvent.WebhookDisabled;
import io.fasti.events.WebhookEvent.WebhookEnabled;
import io.fasti.events.WebhookEvent.WebhookEventsChanged;
import io.fasti.events.WebhookEvent.WebhookUrlChanged;
import io.fasti.query.webhook.Announcer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells subscribers of webhooks what happened, in LumoAuth's names and shapes: {@code data} holds what it is about. */
@Component
class LumoAnnouncer implements Announcer {
    @Override
    public List<String> names(String eventType) {
        return AnnouncedNames.of(eventType);
    }

    @Override
    public Map<String, @Nullable Object> data(IdentityEvent event) {
        return switch (event) {
            case UserEvent e -> AnnouncedUser.data(e);
            case RoleEvent e -> role(e);
            case PermissionEvent e -> permission(e);
            case ResourceEvent e -> resource(e);
            case GroupEvent e -> group(e);
            case TenantEvent e -> tenant(e);
            case ApiKeyEvent e -> apiKey(e);
            case WebhookEvent e -> webhook(e);
        };
    }

    private static Map<String, @Nullable Object> role(RoleEvent event) {
        var id = event.roleId();
        return switch (event) {
            case RoleCreated e ->
                about(
                        "role",
                        id,
                        "slug",
                        e.slug(),
                        "name",
                        e.name(),
                        "description",
                        e.description(),
                        "isSystem",
                        e.system());
            case RoleRenamed e -> about("role", id, "name", e.name());
            case RoleDescribed e -> about("role", id, "description", e.description());
            case RoleReservedForMachines _ -> about("role", id, "isForMachines", true);
            case RoleMadeDefault _ -> about("role", id, "isDefault", true);
            case RoleNoLongerDefault _ -> about("role", id, "isDefault", false);
            case RolePermissionsAdded e -> with(about("role", id), "permissionsAdded", e.permissions());
            case RolePermissionsRemoved e -> with(about("role", id), "permissionsRemoved", e.permissions());
            case RoleDeleted e -> about("role", id, "slug", e.slug());
        };
    }

    private static Map<String, @Nullable Object> permission(PermissionEvent event) {
        var id = event.permissionId();
        return switch (event) {
            case PermissionCreated e ->
                about(
                        "permission",
                        id,
                        "slug",
                        e.slug(),
                        "name",
                        e.name(),
                        "description",
                        e.description(),
                        "category",
                        e.category(),
                        "resource",
                        e.resource(),
                        "action",
                        e.action());
            case PermissionRenamed e -> about("permission", id, "name", e.name());
            case PermissionDescribed e -> about("permission", id, "description", e.description());
            case PermissionCategorized e -> about("permission", id, "category", e.category());
            case PermissionDeleted e -> about("permission", id, "slug", e.slug());
        };
    }

    private static Map<String, @Nullable Object> resource(ResourceEvent event) {
        return switch (event) {
            case ResourceCreated e ->
                about(
                        "resource",
                        e.resourceId(),
                        "name",
                        e.name(),
                        "indicator",
                        e.indicator(),
                        "isBuiltIn",
                        e.builtIn());
        };
    }

    private static Map<String, @Nullable Object> group(GroupEvent event) {
        var id = event.groupId();
        return switch (event) {
            case GroupCreated e ->
                about("group", id, "slug", e.slug(), "name", e.name(), "description", e.description());
            case GroupRenamed e -> about("group", id, "name", e.name());
            case GroupSlugChanged e -> about("group", id, "slug", e.slug());
            case GroupDescribed e -> about("group", id, "description", e.description());
            case GroupRolesAdded e -> with(about("group", id), "rolesAdded", e.roles());
            case GroupRolesRemoved e -> with(about("group", id), "rolesRemoved", e.roles());
            case GroupDeleted e -> about("group", id, "slug", e.slug());
        };
    }

    private static Map<String, @Nullable Object> tenant(TenantEvent event) {
        var id = event.tenantId();
        return switch (event) {
            case TenantCreated e -> about("tenant", id, "slug", e.slug(), "name", e.name());
            case TenantRenamed e -> about("tenant", id, "name", e.name());
            case PasswordPolicySet e -> about("tenant", id, "passwordPolicy", e.policy());
            case TenantSuspended _ -> about("tenant", id, "suspended", true);
            case TenantResumed _ -> about("tenant", id, "suspended", false);
        };
    }

    private static Map<String, @Nullable Object> apiKey(ApiKeyEvent event) {
        var id = event.apiKeyId();
        return switch (event) {
            case ApiKeyCreated e ->
                about("apiKey", id, "name", e.name(), "scopes", e.scopes(), "expiresAt", e.expiresAt());
            case ApiKeyRevoked _ -> about("apiKey", id);
        };
    }

    private static Map<String, @Nullable Object> webhook(WebhookEvent event) {
        var id = event.webhookId();
        return switch (event) {
            case WebhookCreated e ->
                about(
                        "webhook",
                        id,
                        "url",
                        e.url(),
                        "events",
                        e.events(),
                        "description",
                        e.description(),
                        "isActive",
                        e.active());
            case WebhookUrlChanged e -> about("webhook", id, "url", e.url());
            case WebhookEventsChanged e -> about("webhook", id, "events", e.events());
            case WebhookDescribed e -> about("webhook", id, "description", e.description());
            case WebhookEnabled _ -> about("webhook", id, "isActive", true);
            case WebhookDisabled _ -> about("webhook", id, "isActive", false);
            case WebhookDeleted _ -> about("webhook", id);
        };
    }

    /** One thing by its id, with names and values in turn. */
    static Map<String, @Nullable Object> about(String kind, Identifier id, @Nullable Object... namesAndValues) {
        var thing = new LinkedHashMap<String, @Nullable Object>();
        thing.put("id", id.value());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            thing.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put(kind, thing);
        return data;
    }

    /** The same, with the ids of other things beside. */
    static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> data, String name, List<? extends Identifier> ids) {
        data.put(name, ids.stream().map(id -> Map.of("id", id.value())).toList());
        return data;
    }
}
