package io.fasti.eventstore;

import io.fasti.events.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Reads what was, stream by stream. */
public interface EventHistory {
    /** The events of these aggregates of the tenant up to a position, in the order of commits; none of archived ones. */
    List<EventLog.Stored> streams(TenantId tenantId, Collection<String> aggregateIds, long upTo);

    /** Whether the tenant has, or had, such an aggregate. */
    boolean knows(TenantId tenantId, String aggregateId);

    /**
     * The position up to which everything had happened at a time: all that was recorded by then, and all of this aggregate
     * that had occurred by then, which is a moment earlier. 0 when there was nothing yet.
     */
    long positionAt(Instant at, TenantId tenantId, String aggregateId);

    /** The last position in the store; 0 when it is empty. */
    long head();
}
