package io.fasti.eventstore;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells what has been committed, soon after it was: what this process commits before its command is answered, what others
 * commit by notification, with polling as the fallback. Every event is told once to every listener, starting with what is
 * committed after the tail has started; one process's events come in the order of their commits. Listeners are quick and
 * throw nothing.
 */
public interface Tail {
    /** What was committed, without the event itself. */
    record Heard(long position, String tenantId, String aggregateType, String aggregateId, String eventType) {}

    void listen(Consumer<List<Heard>> listener);

    /** The position up to which everything has been told. */
    long position();

    /** For how long the database has not been heard: what was cached of the store may be stale by that much. */
    Duration silence();
}
