package io.fasti.http.caller;

import org.jspecify.annotations.Nullable;

/**
 * What a route is about. Reading needs {@code admin:read} or the area's own scope, changing {@code admin:write} or the
 * area's own. Areas without an own scope have only the general ones; {@link #OPERATOR} has only its own.
 */
public enum Area {
    USERS("admin:users"),
    ROLES("admin:roles"),
    GROUPS("admin:groups"),
    CLIENTS("admin:clients"),
    WEBHOOKS("admin:webhooks"),
    AUDIT("admin:audit"),
    TENANT(null),
    API_KEYS(null),
    OPERATOR("operator");

    private final @Nullable String scope;

    Area(@Nullable String scope) {
        this.scope = scope;
    }

    public @Nullable String scope() {
        return scope;
    }
}
