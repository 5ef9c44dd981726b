package io.fasti.http.caller;

import io.fasti.events.TenantId;
import java.util.Set;

/**
 * Who calls.
 *
 * @param tenantId the tenant that the credential belongs to; {@link #OPERATOR_TENANT} for an operator's
 * @param type {@code api_key}, {@code operator}, later {@code user}
 */
public record Caller(TenantId tenantId, String type, String id, String name, Set<String> scopes) {
    /** Owns what belongs to no tenant: the operator's keys. It is never listed. */
    public static final TenantId OPERATOR_TENANT = new TenantId("ten_operator");

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** Whether it may read or change things of an area. */
    public boolean may(boolean change, Area area) {
        var own = area.scope();
        if (own != null && scopes.contains(own)) {
            return true;
        }
        return area != Area.OPERATOR && scopes.contains(change ? "admin:write" : "admin:read");
    }
}
