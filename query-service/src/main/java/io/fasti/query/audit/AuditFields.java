package io.fasti.query.audit;

import io.fasti.events.ApiKeyEvent;
import io.fasti.events.ApiKeyEvent.ApiKeyCreated;
import io.fasti.events.ApiKeyEvent.ApiKeyRevoked;
import io.fasti.events.Change;
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
import io.fasti.events.PasswordPolicy;
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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an event says of an aggregate's fields: their new values, null where a field has none any more. */
final class AuditFields {
    private AuditFields() {}

    static Map<String, @Nullable Object> assigned(IdentityEvent event, Map<String, @Nullable Object> before) {
        return switch (event) {
            case UserEvent e -> UserFields.assigned(e, before);
            case RoleEvent e -> role(e, before);
            case PermissionEvent e -> permission(e, before);
            case ResourceEvent e -> resource(e);
            case GroupEvent e -> group(e, before);
            case TenantEvent e -> tenant(e);
            case ApiKeyEvent e -> apiKey(e, before);
            case WebhookEvent e -> webhook(e, before);
        };
    }

    private static Map<String, @Nullable Object> role(RoleEvent event, Map<String, @Nullable Object> before) {
        return switch (event) {
            case RoleCreated e ->
                fields("slug", e.slug(), "name", e.name(), "description", e.description(), "isSystem", e.system());
            case RoleRenamed e -> fields("name", e.name());
            case RoleDescribed e -> fields("description", e.description());
            case RoleReservedForMachines _ -> fields("isForMachines", true);
            case RoleMadeDefault _ -> fields("isDefault", true);
            case RoleNoLongerDefault _ -> fields("isDefault", false);
            case RolePermissionsAdded e -> with(before, "permissions", e.permissions());
            case RolePermissionsRemoved e -> without(before, "permissions", e.permissions());
            case RoleDeleted _ -> cleared(before);
        };
    }

    private static Map<String, @Nullable Object> permission(
            PermissionEvent event, Map<String, @Nullable Object> before) {
        return switch (event) {
            case PermissionCreated e ->
                fields(
                        "slug", e.slug(),
                        "name", e.name(),
                        "description", e.description(),
                        "category", e.category(),
                        "resource", e.resource(),
                        "action", e.action(),
                        "isSystem", e.system());
            case PermissionRenamed e -> fields("name", e.name());
            case PermissionDescribed e -> fields("description", e.description());
            case PermissionCategorized e -> fields("category", e.category());
            case PermissionDeleted _ -> cleared(before);
        };
    }

    private static Map<String, @Nullable Object> resource(ResourceEvent event) {
        return switch (event) {
            case ResourceCreated e -> fields("name", e.name(), "indicator", e.indicator(), "isBuiltIn", e.builtIn());
        };
    }

    private static Map<String, @Nullable Object> group(GroupEvent event, Map<String, @Nullable Object> before) {
        return switch (event) {
            case GroupCreated e -> fields("slug", e.slug(), "name", e.name(), "description", e.description());
            case GroupRenamed e -> fields("name", e.name());
            case GroupSlugChanged e -> fields("slug", e.slug());
            case GroupDescribed e -> fields("description", e.description());
            case GroupRolesAdded e -> with(before, "roles", e.roles());
            case GroupRolesRemoved e -> without(before, "roles", e.roles());
            case GroupDeleted _ -> cleared(before);
        };
    }

    private static Map<String, @Nullable Object> tenant(TenantEvent event) {
        return switch (event) {
            case TenantCreated e ->
                fields("slug", e.slug(), "name", e.name(), "passwordPolicy", policy(PasswordPolicy.DEFAULT));
            case TenantRenamed e -> fields("name", e.name());
            case PasswordPolicySet e -> fields("passwordPolicy", policy(e.policy()));
            case TenantSuspended _ -> fields("suspended", true);
            case TenantResumed _ -> fields("suspended", false);
        };
    }

    private static Map<String, @Nullable Object> policy(PasswordPolicy policy) {
        return fields(
                "minLength", policy.minLength(),
                "requireUppercase", policy.requireUppercase(),
                "requireNumbers", policy.requireNumbers(),
                "requireSymbols", policy.requireSymbols());
    }

    private static Map<String, @Nullable Object> apiKey(ApiKeyEvent event, Map<String, @Nullable Object> before) {
        return switch (event) {
            case ApiKeyCreated e ->
                fields(
                        "name", e.name(),
                        "hint", e.hint(),
                        "scopes", e.scopes(),
                        "expiresAt",
                                e.expiresAt() == null ? null : e.expiresAt().toString());
            case ApiKeyRevoked _ -> cleared(before);
        };
    }

    private static Map<String, @Nullable Object> webhook(WebhookEvent event, Map<String, @Nullable Object> before) {
        return switch (event) {
            case WebhookCreated e ->
                fields(
                        "url", e.url(),
                        "events", e.events(),
                        "description", e.description(),
                        "isActive", e.active());
            case WebhookUrlChanged e -> fields("url", e.url());
            case WebhookEventsChanged e -> fields("events", e.events());
            case WebhookDescribed e -> fields("description", e.description());
            case WebhookEnabled _ -> fields("isActive", true);
            case WebhookDisabled _ -> fields("isActive", false);
            case WebhookDeleted _ -> cleared(before);
        };
    }

    /** Names and values in turn. */
    static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return fields;
    }

    static Map<String, @Nullable Object> changed(String field, Change<?> change) {
        return change instanceof Change.Set<?>(var value) ? fields(field, value) : Map.<String, @Nullable Object>of();
    }

    /** A list of ids that grows. */
    static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> before, String field, Collection<? extends Identifier> ids) {
        var all = texts(before, field);
        ids.forEach(id -> all.add(id.value()));
        return fields(field, List.copyOf(all));
    }

    /** A list of ids that shrinks; an empty one is none. */
    static Map<String, @Nullable Object> without(
            Map<String, @Nullable Object> before, String field, Collection<? extends Identifier> ids) {
        var all = texts(before, field);
        ids.forEach(id -> all.remove(id.value()));
        return fields(field, all.isEmpty() ? null : List.copyOf(all));
    }

    static Map<String, @Nullable Object> cleared(Map<String, @Nullable Object> before) {
        var none = new LinkedHashMap<String, @Nullable Object>();
        before.keySet().forEach(field -> none.put(field, null));
        return none;
    }

    private static TreeSet<String> texts(Map<String, @Nullable Object> before, String field) {
        var texts = new TreeSet<String>();
        if (before.get(field) instanceof Collection<?> values) {
            values.forEach(value -> texts.add(String.valueOf(value)));
        }
        return texts;
    }
}
