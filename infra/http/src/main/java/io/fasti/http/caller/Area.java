package io.fasti.http.caller;

/**
 * What a route is about. Reading needs {@code admin:read} or the area's own scope, changing {@code admin:write} or the
 * area's own. Who may read a tenant's keys and rules may as well change them: {@link #TENANT} and {@link #API_KEYS} need
 * {@code admin:write} for both. {@link #OPERATOR} has only its own.
 */
public enum Area {
    USERS("admin:users"),
    ROLES("admin:roles"),
    GROUPS("admin:groups"),
    CLIENTS("admin:clients"),
    WEBHOOKS("admin:webhooks"),
    AUDIT("admin:audit"),
    TENANT("admin:write"),
    API_KEYS("admin:write"),
    OPERATOR("operator");

    private final String scope;

    Area(String scope) {
        this.scope = scope;
    }

    public String scope() {
        return scope;
    }
}
