package io.fasti.eventstore;

import io.fasti.events.TenantId;
import java.util.Optional;

/** Seals texts that live outside the event table, under the same keys, so that erasing a person erases them too. */
public interface Keys {
    /** Seals under the key of a subject, which is made when it is not there yet. For an erased subject it keeps nothing. */
    String sealPersonal(TenantId tenantId, String subjectId, String text);

    /** Empty when the subject was erased. */
    Optional<String> openPersonal(TenantId tenantId, String subjectId, String sealed);

    /** Seals under the tenant's key. */
    String seal(TenantId tenantId, String text);

    String open(TenantId tenantId, String sealed);

    /**
     * Destroys a subject's key, for good: whatever is sealed under it stays where it is and cannot be read by anybody, and
     * nothing can be sealed for the subject any more. Other processes must be told to {@link #forget}.
     */
    void erase(TenantId tenantId, String subjectId);

    /** Drops the subject's key from this process's memory. */
    void forget(TenantId tenantId, String subjectId);
}
