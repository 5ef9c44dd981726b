package io.fasti.eventstore;

import io.fasti.events.TenantId;
import java.util.Optional;

/** Seals texts that live outside the event table, under the same keys, so that erasing a person erases them too. */
public interface Keys {
    /** Seals under the key of a subject, which is made when it is not there yet. */
    String sealPersonal(TenantId tenantId, String subjectId, String text);

    /** Empty when the subject was erased. */
    Optional<String> openPersonal(TenantId tenantId, String subjectId, String sealed);

    /** Seals under the tenant's key. */
    String seal(TenantId tenantId, String text);

    String open(TenantId tenantId, String sealed);
}
