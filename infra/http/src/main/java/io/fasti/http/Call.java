package io.fasti.http;

import io.fasti.eventstore.Origin;
import io.fasti.http.caller.Caller;
import io.fasti.http.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * One call, once it is known who calls and for which tenant. Controllers take it as an argument.
 *
 * @param tenant the tenant that is called; for an operator's call, the operator's own
 * @param dialect {@code lumo} or {@code logto}
 * @param origin where the events of this call come from
 * @param ifMatch the version of {@code If-Match}, or null when there is none or it is {@code *}
 * @param idempotency the key of the call and the hash of its request, or null when it has no key
 * @param respondAsync whether the caller does not want to wait for the read models
 */
public record Call(
        Tenant tenant,
        Caller caller,
        String dialect,
        Origin origin,
        @Nullable Long ifMatch,
        @Nullable Idempotency idempotency,
        boolean respondAsync) {
    /** @param requestHash SHA-256 of method, path, query and body, in hexadecimal */
    public record Idempotency(String key, String requestHash) {}
}
