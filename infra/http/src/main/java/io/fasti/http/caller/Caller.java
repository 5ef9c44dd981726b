package io.fasti.http.caller;

import io.fasti.events.TenantId;
import java.util.Collection;
import java.util.Set;

/**
 * Who calls.
 *
 * @param tenantId the tenant that the credential belongs to; {@link #OPERATOR_TENANT} for an operator's
 * @param type {@code api_key}, {@code operator}, later {@code user}
 * @param scopes those given, and those that come with them
 */
public record Caller(TenantId tenantId, String type, String id, String name, Set<String> scopes) {
    /** Owns what belongs to no tenant: the operator's keys. It is never listed. */
    public static final TenantId OPERATOR_TENANT = new TenantId("ten_operator");

    public Caller {
        scopes = Scopes.closed(scopes);
    }

    public boolean hasOneOf(Collection<String> sufficient) {
        for (var scope : sufficient) {
            if (scopes.contains(scope)) {
                return true;
            }
        }
        return false;
    }
}
