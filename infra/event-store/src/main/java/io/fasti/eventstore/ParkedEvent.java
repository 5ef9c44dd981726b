package io.fasti.eventstore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that a read model or a reaction could not take, or that waits behind such a one.
 *
 * @param reason why it could not be taken; null when it waits, or was not tried again since those before it are gone
 * @param behind the position of the first of its queue; null when it is the first
 * @param waiting how many of its aggregate wait behind it
 * @param payload as it is stored; null in lists
 */
public record ParkedEvent(
        String projection,
        long position,
        String tenantId,
        String aggregateId,
        String eventType,
        @Nullable String reason,
        @Nullable Long behind,
        long waiting,
        Instant parkedAt,
        @Nullable Object payload,
        @Nullable Object metadata) {}
