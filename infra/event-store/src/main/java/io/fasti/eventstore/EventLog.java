package io.fasti.eventstore;

import io.fasti.events.IdentityEvent;
import io.fasti.events.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Reads the store in the order of commits, without locks and without gaps. */
public interface EventLog {
    /** An event as it is stored: personal and sealed fields are not readable. */
    record Stored(
            long position,
            String tenantId,
            String aggregateType,
            String aggregateId,
            long sequence,
            String eventType,
            int revision,
            String payload,
            String metadata,
            Instant occurredAt,
            Instant recordedAt) {}

    /** Events after the position, at most {@code limit}. */
    List<Stored> after(long position, int limit);

    /** The last event of any of these types in each of these streams, as far as they are the tenant's. */
    List<Stored> last(TenantId tenantId, Collection<String> aggregateIds, Collection<String> eventTypes);

    /** The last position in the store; 0 when it is empty. */
    long head();

    /**
     * Makes events readable with as few key look-ups as possible; erased ones decode as erased.
     *
     * @throws IllegalArgumentException when an event's type is not of the catalogue
     */
    List<Recorded<IdentityEvent>> open(List<Stored> events);
}
