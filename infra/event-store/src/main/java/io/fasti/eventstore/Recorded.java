package io.fasti.eventstore;

import io.fasti.events.IdentityEvent;
import io.fasti.events.TenantId;
import java.time.Instant;

/**
 * An event with what the store knows of it.
 *
 * @param position its place in the order of commits, from 1; 0 while it is being appended
 * @param sequence its place in the stream of its aggregate, from 0: after it, this is the aggregate's version
 * @param event the event, personal and sealed fields readable (or erased)
 */
public record Recorded<E extends IdentityEvent>(
        long position,
        TenantId tenantId,
        String aggregateId,
        long sequence,
        Instant occurredAt,
        E event,
        Origin origin) {}
