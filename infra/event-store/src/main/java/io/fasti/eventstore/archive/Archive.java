package io.fasti.eventstore.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An archive as an operator sees it.
 *
 * @param phase {@code requested}, {@code writing}, {@code verifying}, {@code removing}, {@code done}, {@code restoring},
 *     {@code restored}, {@code failed} or {@code discarded}
 * @param endedBefore streams in it had ended by then
 * @param upTo and at positions up to here, which all who read events had passed
 * @param kept streams that had ended and stay in the store, because a read model still shows something of them
 * @param moved events that have been taken out of the store, or put back, so far
 * @param manifest SHA-256 of the manifest
 * @param waits what it waits for, when it does
 */
public record Archive(
        String name,
        String phase,
        Instant endedBefore,
        long upTo,
        String requestedBy,
        @Nullable String reason,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String holder,
        long attempt,
        long streams,
        long events,
        long kept,
        int files,
        long bytes,
        long moved,
        @Nullable String manifest,
        @Nullable String waits,
        @Nullable String error) {}
