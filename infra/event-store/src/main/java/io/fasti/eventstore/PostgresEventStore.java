package io.fasti.eventstore;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.jspecify.annotations.Nullable;

/** Axon's event store over our engine. Nothing streams from it, so nothing polls. */
final class PostgresEventStore extends AbstractEventStore {
    private static final class Builder extends AbstractEventStore.Builder {}

    private PostgresEventStore(Builder builder) {
        super(builder);
    }

    static PostgresEventStore over(PostgresEventStorageEngine engine) {
        var builder = new Builder();
        builder.storageEngine(engine);
        return new PostgresEventStore(builder);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        throw new UnsupportedOperationException("Follow the store with EventLog and Tail");
    }
}
