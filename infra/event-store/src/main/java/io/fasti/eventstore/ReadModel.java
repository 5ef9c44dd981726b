package io.fasti.eventstore;

import io.fasti.events.IdentityEvent;

/** Rows that reads are answered from. The follower writes them, in the order of commits. Every bean of this type takes part. */
public non-sealed interface ReadModel<E extends IdentityEvent> extends Projection<E> {
    /** Stable name, under which position, lag and dead letters are kept: {@code role}. */
    String name();

    /**
     * Counts up when the same events make other rows than before. A release that brings another version than the one that the
     * store remembers makes the rows anew beside the old ones, which go on being read until it has caught up.
     */
    default int version() {
        return 1;
    }
}
