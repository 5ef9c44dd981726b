package io.fasti.query.lumo;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How LumoAuth calls what happened: an action, and the category it belongs to. */
final class AuditVocabulary {
    /** One event, as LumoAuth says it. */
    record Spelling(String action, String category) {}

    private static final Map<String, Spelling> SPELLINGS = new LinkedHashMap<>();

    static {
        category("user_management")
                .say("user_created", "user.created")
                .say(
                        "user_updated",
                        "user.profile_changed",
                        "user.email_changed",
                        "user.email_unverified",
                        "user.username_changed",
                        "user.phone_changed",
                        "user.attributes_changed")
                .say("identity_linked", "user.identity_linked", "user.identity_described")
                .say("identity_unlinked", "user.identity_unlinked")
                .say("mfa_enabled", "user.totp_added", "user.backup_codes_added")
                .say("mfa_disabled", "user.mfa_removed")
                .say("password_upgraded", "user.password_upgraded")
                .say("user_email_verified", "user.email_verified")
                .say("password_changed", "user.password_set")
                .say("user_blocked", "user.blocked")
                .say("user_unblocked", "user.unblocked")
                .say("user_activated", "user.activated")
                .say("user_deactivated", "user.deactivated")
                .say("user_deleted", "user.deleted")
                .say("user_erased", "user.erased");
        category("authorization")
                .say("role_assigned", "user.roles_assigned")
                .say("role_revoked", "user.roles_revoked")
                .say("permission_granted", "user.permissions_granted")
                .say("permission_revoked", "user.permissions_revoked")
                .say("group_member_added", "user.groups_joined")
                .say("group_member_removed", "user.groups_left")
                .say("role_created", "role.created")
                .say(
                        "role_updated",
                        "role.renamed",
                        "role.described",
                        "role.reserved_for_machines",
                        "role.made_default",
                        "role.no_longer_default",
                        "role.permissions_added",
                        "role.permissions_removed")
                .say("role_deleted", "role.deleted")
                .say("permission_created", "permission.created")
                .say("permission_updated", "permission.renamed", "permission.described", "permission.categorized")
                .say("permission_deleted", "permission.deleted")
                .say("group_created", "group.created")
                .say(
                        "group_updated",
                        "group.renamed",
                        "group.slug_changed",
                        "group.described",
                        "group.roles_added",
                        "group.roles_removed")
                .say("group_deleted", "group.deleted");
        category("configuration")
                .say("tenant_created", "tenant.created")
                .say("settings_changed", "tenant.renamed", "tenant.password_policy_set")
                .say("resource_created", "resource.created")
                .say("tenant_suspended", "tenant.suspended")
                .say("tenant_resumed", "tenant.resumed")
                .say("api_key_created", "api_key.created")
                .say("api_key_revoked", "api_key.revoked")
                .say("webhook_created", "webhook.created")
                .say(
                        "webhook_updated",
                        "webhook.url_changed",
                        "webhook.events_changed",
                        "webhook.described",
                        "webhook.enabled",
                        "webhook.disabled")
                .say("webhook_deleted", "webhook.deleted");
    }

    private AuditVocabulary() {}

    /** An event that has no spelling yet is called by its own name. */
    static Spelling of(String eventType) {
        return SPELLINGS.getOrDefault(eventType, new Spelling(eventType.replace('.', '_'), "other"));
    }

    /** Whether LumoAuth has a word for it. */
    static boolean spells(String eventType) {
        return SPELLINGS.containsKey(eventType);
    }

    /** The events that an action stands for; the dotted name of an event stands for itself. */
    static Collection<String> ofAction(String action) {
        var wanted = action.toLowerCase(Locale.ROOT);
        var events = SPELLINGS.entrySet().stream()
                .filter(spelling -> spelling.getValue().action().equals(wanted))
                .map(Map.Entry::getKey)
                .toList();
        return events.isEmpty() ? List.of(wanted) : events;
    }

    static Collection<String> ofCategory(String category) {
        return SPELLINGS.entrySet().stream()
                .filter(spelling -> spelling.getValue().category().equalsIgnoreCase(category))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Words category(String category) {
        return new Words(category);
    }

    private record Words(String category) {
        Words say(String action, String... events) {
            for (var event : events) {
                SPELLINGS.put(event, new Spelling(action, category));
            }
            return this;
        }
    }
}
