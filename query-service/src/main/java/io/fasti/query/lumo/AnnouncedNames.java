package io.fasti.query.lumo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What LumoAuth's subscribers call the events; the most usual name comes first. */
final class AnnouncedNames {
    private static final Map<String, List<String>> NAMES = new LinkedHashMap<>();

    static {
        name("user.created", "user.created");
        name("user.profile_changed", "user.updated");
        name("user.email_changed", "user.updated");
        name("user.email_unverified", "user.updated");
        name("user.username_changed", "user.updated");
        name("user.phone_changed", "user.updated");
        name("user.attributes_changed", "user.updated");
        name("user.activated", "user.updated");
        name("user.deactivated", "user.updated");
        name("user.email_verified", "user.email_verified", "user.updated");
        name("user.password_set", "user.password_changed");
        name("user.password_upgraded", "user.updated");
        name("user.identity_linked", "user.updated");
        name("user.identity_described", "user.updated");
        name("user.identity_unlinked", "user.updated");
        name("user.totp_added", "user.mfa_enabled", "user.updated");
        name("user.backup_codes_added", "user.updated");
        name("user.mfa_removed", "user.updated");
        name("user.blocked", "user.blocked", "user.suspended");
        name("user.unblocked", "user.unblocked");
        name("user.roles_assigned", "user.role_assigned", "user.role.changed");
        name("user.roles_revoked", "user.role_revoked", "user.role.changed");
        name("user.groups_joined", "user.group_joined");
        name("user.groups_left", "user.group_left");
        name("user.permissions_granted", "user.permission_granted");
        name("user.permissions_revoked", "user.permission_revoked");
        name("user.deleted", "user.deleted");
        name("user.erased", "user.erased");
        name("role.created", "role.created");
        name("role.renamed", "role.updated");
        name("role.described", "role.updated");
        name("role.reserved_for_machines", "role.updated");
        name("role.made_default", "role.updated");
        name("role.no_longer_default", "role.updated");
        name("role.permissions_added", "role.updated");
        name("role.permissions_removed", "role.updated");
        name("role.deleted", "role.deleted");
        name("permission.created", "permission.created");
        name("permission.renamed", "permission.updated");
        name("permission.described", "permission.updated");
        name("permission.categorized", "permission.updated");
        name("permission.deleted", "permission.deleted");
        name("group.created", "group.created");
        name("group.renamed", "group.updated");
        name("group.slug_changed", "group.updated");
        name("group.described", "group.updated");
        name("group.roles_added", "group.updated");
        name("group.roles_removed", "group.updated");
        name("group.deleted", "group.deleted");
        name("tenant.created", "tenant.created");
        name("resource.created", "tenant.updated");
        name("tenant.renamed", "tenant.updated");
        name("tenant.password_policy_set", "tenant.updated");
        name("tenant.suspended", "tenant.updated");
        name("tenant.resumed", "tenant.updated");
        name("api_key.created", "api_key.created");
        name("api_key.revoked", "api_key.revoked");
        name("webhook.created", "webhook.created");
        name("webhook.url_changed", "webhook.updated");
        name("webhook.events_changed", "webhook.updated");
        name("webhook.described", "webhook.updated");
        name("webhook.enabled", "webhook.updated");
        name("webhook.disabled", "webhook.updated");
        name("webhook.deleted", "webhook.deleted");
    }

    private AnnouncedNames() {}

    /** Empty when subscribers are not told of such events. */
    static List<String> of(String eventType) {
        return NAMES.getOrDefault(eventType, List.of());
    }

    private static void name(String eventType, String... names) {
        NAMES.put(eventType, List.of(names));
    }
}
