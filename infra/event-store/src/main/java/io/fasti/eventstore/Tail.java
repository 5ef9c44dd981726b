package io.fasti.eventstore;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells what has been committed, soon after it was: in this process at once, from others by notification, with polling as
 * the fallback. Everything is told once and in the order of commits, to every listener, on the tail's thread (so listeners
 * are quick), starting with what is committed after {@link #listen}.
 */
public interface Tail {
    /** What was committed, without the event itself. */
    record Heard(long position, String tenantId, String aggregateType, String aggregateId, String eventType) {}

    void listen(Consumer<List<Heard>> listener);

    /** The last position heard of. */
    long position();

    /** For how long the database has not been heard: what was cached of the store may be stale by that much. */
    Duration silence();
}
