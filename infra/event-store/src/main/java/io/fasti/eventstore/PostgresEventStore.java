package io.fasti.eventstore;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.jspecify.annotations.Nullable;

/** Axon's event store over our engine. Nothing streams from it, so nothing polls. */
final class PostgresEventStore extends AbstractEventStore {
    private static final class Builder extends AbstractEventStore.Builder {}

    private final PostgresEventStorageEngine engine;

    private PostgresEventStore(Builder builder, PostgresEventStorageEngine engine) {
        super(builder);
        this.engine = engine;
    }

    static PostgresEventStore over(PostgresEventStorageEngine engine) {
        var builder = new Builder();
        builder.storageEngine(engine);
        return new PostgresEventStore(builder, engine);
    }

    /** In one round trip, where Axon would ask for the snapshot first. What this unit of work has added comes last. */
    @Override
    public DomainEventStream readEvents(String aggregateIdentifier) {
        return DomainEventStream.concat(
                engine.load(aggregateIdentifier), DomainEventStream.of(stagedDomainEventMessages(aggregateIdentifier)));
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        throw new UnsupportedOperationException("Follow the store with EventLog and Tail");
    }
}
