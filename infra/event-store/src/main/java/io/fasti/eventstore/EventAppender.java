package io.fasti.eventstore;

/** Writes what a command leaves behind besides events. */
public interface EventAppender {
    /**
     * Writes the rows of a write whose command emitted nothing, such as the idempotency row. Does nothing when an append
     * has already taken them.
     *
     * @throws io.fasti.errors.Rejection as an append would: a claim is taken, or the database is away
     */
    void flush(Write write);
}
