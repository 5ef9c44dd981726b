package io.fasti.http.lumo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The names of events that a webhook can be subscribed to, each with what it tells. */
public final class WebhookNames {
    /** Subscribes to all of them. */
    public static final String ALL = "*";

    /** Sent on demand only; nobody subscribes to it. */
    public static final String TEST = "test.webhook";

    private static final Map<String, String> DESCRIPTIONS = new LinkedHashMap<>();

    static {
        describe("user.created", "A user was created.");
        describe("user.updated", "A user's data changed.");
        describe("user.deleted", "A user was deleted.");
        describe("user.erased", "A user's personal data were erased for good: copies of them have to go too.");
        describe("user.blocked", "A user was blocked.");
        describe("user.suspended", "The same as user.blocked.");
        describe("user.unblocked", "A user was unblocked.");
        describe("user.email_verified", "A user's e-mail was verified.");
        describe("user.password_changed", "A user's password was set.");
        describe("user.role_assigned", "A user was given roles.");
        describe("user.role_revoked", "Roles were taken from a user.");
        describe("user.role.changed", "A user was given roles, or roles were taken from them.");
        describe("user.group_joined", "A user joined groups.");
        describe("user.group_left", "A user left groups.");
        describe("user.permission_granted", "A user was given permissions directly.");
        describe("user.permission_revoked", "Permissions given directly were taken from a user.");
        describe("user.login", "A user signed in.");
        describe("user.login_failed", "An attempt to sign in failed.");
        describe("user.mfa_enabled", "A user enabled a second factor.");
        describe("role.created", "A role was created.");
        describe("role.updated", "A role or its permissions changed.");
        describe("role.deleted", "A role was deleted.");
        describe("permission.created", "A permission was created.");
        describe("permission.updated", "A permission changed.");
        describe("permission.deleted", "A permission was deleted.");
        describe("group.created", "A group was created.");
        describe("group.updated", "A group or its roles changed.");
        describe("group.deleted", "A group was deleted.");
        describe("api_key.created", "An API key was created.");
        describe("api_key.revoked", "An API key was revoked.");
        describe("webhook.created", "A webhook was created.");
        describe("webhook.updated", "A webhook changed.");
        describe("webhook.deleted", "A webhook was deleted.");
        describe("tenant.created", "The tenant was created.");
        describe("tenant.updated", "The tenant's settings changed.");
        describe("token.issued", "An access token was issued.");
        describe("token.revoked", "An access token was revoked.");
    }

    private WebhookNames() {}

    /** Name to description, in the order in which they are listed. */
    public static Map<String, String> descriptions() {
        return Collections.unmodifiableMap(DESCRIPTIONS);
    }

    /** Whether a webhook can be subscribed to it. */
    public static boolean known(String name) {
        return name.equals(ALL) || DESCRIPTIONS.containsKey(name);
    }

    private static void describe(String name, String description) {
        DESCRIPTIONS.put(name, description);
    }
}
