package io.fasti.eventstore;

import io.fasti.events.Erasure;
import io.fasti.events.EventCatalogue;
import io.fasti.events.IdentityEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * Axon's storage engine on PostgreSQL. Events are encoded and the directory's rows worked out on the caller's thread; then one
 * group commit takes all of it. The transaction is the append's own: there is none around a command.
 */
final class PostgresEventStorageEngine implements EventStorageEngine, EventAppender {
    private final EventStreams streams;
    private final AggregateStreams aggregates;
    private final EventCodec codec;
    private final OriginCodec origins;
    private final SubjectKeys keys;
    private final Directories directories;
    private final GroupCommit commits;
    private final @Nullable Snapshots snapshots;

    /** @param snapshots null where none are ever made: then none are looked for */
    PostgresEventStorageEngine(
            EventStreams streams,
            AggregateStreams aggregates,
            EventCodec codec,
            OriginCodec origins,
            SubjectKeys keys,
            Directories directories,
            GroupCommit commits,
            @Nullable Snapshots snapshots) {
        this.streams = streams;
        this.aggregates = aggregates;
        this.codec = codec;
        this.origins = origins;
        this.keys = keys;
        this.directories = directories;
        this.commits = commits;
        this.snapshots = snapshots;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> messages) {
        if (messages.isEmpty()) {
            return;
        }
        var write = Write.current();
        if (write == null) {
            throw new IllegalStateException("Events can only be appended within a Write");
        }
        var sealing = new SealingKeys(keys, write.tenantId().value());
        var appends = new ArrayList<Commit.Append>(messages.size());
        var rows = new ArrayList<RowOperation>();
        messages.forEach(message -> erase(message, sealing));
        var metadata = origins.encode(write.origin(), sealing);
        for (var message : messages) {
            if (!(message instanceof DomainEventMessage<?> event
                    && event.getPayload() instanceof IdentityEvent payload)) {
                throw new IllegalStateException("Not an event of an aggregate: " + message.getPayloadType());
            }
            appends.add(append(write, event, payload, metadata, sealing));
            rows.addAll(directories.project(new Recorded<>(
                    0,
                    write.tenantId(),
                    event.getAggregateIdentifier(),
                    event.getSequenceNumber(),
                    write.at(),
                    payload,
                    write.origin())));
        }
        rows.addAll(sealing.rows());
        var positions = commit(write, appends, rows, sealing);
        for (int i = 0; i < positions.length; i++) {
            var event = appends.get(i);
            write.appended(event.aggregateId(), event.sequence(), positions[i]);
        }
    }

    @Override
    public void flush(Write write) {
        var rows = write.takeExtra();
        if (!rows.isEmpty()) {
            write.giveBack(rows);
            commit(
                    write,
                    List.of(),
                    List.of(),
                    new SealingKeys(keys, write.tenantId().value()));
        }
    }

    private long[] commit(Write write, List<Commit.Append> appends, List<RowOperation> rows, SealingKeys sealing) {
        var ofRequest = write.takeExtra();
        try {
            // The followers open what was sealed as soon as they hear of it: the keys are there before.
            return commits.commit(commits.prepare(appends, ofRequest, rows, sealing::committed));
        } catch (RuntimeException e) {
            write.giveBack(ofRequest);
            sealing.refused();
            throw e;
        }
    }

    /** Before anything is sealed: what this append says of the person is not kept either. */
    private static void erase(EventMessage<?> message, SealingKeys sealing) {
        if (message.getPayload() instanceof Erasure && message instanceof DomainEventMessage<?> event) {
            sealing.erase(event.getAggregateIdentifier());
        }
    }

    private Commit.Append append(
            Write write, DomainEventMessage<?> message, IdentityEvent event, String metadata, SealingKeys sealing) {
        var entry = EventCatalogue.of(event.getClass());
        var aggregateId = message.getAggregateIdentifier();
        return new Commit.Append(
                write.tenantId().value(),
                entry.stream(),
                aggregateId,
                message.getSequenceNumber(),
                entry.name(),
                entry.revision(),
                codec.encode(event, aggregateId, message.getSequenceNumber() == 0, sealing),
                metadata,
                write.at());
    }

    /** The whole aggregate: its snapshot, if there is one, and the events after it, as fresh as the store is. */
    DomainEventStream load(String aggregateId) {
        var write = Write.current();
        try {
            var loaded = aggregates.load(
                    aggregateId, write == null ? null : write.tenantId().value());
            if (write != null && loaded.version() >= 0) {
                write.loaded(aggregateId, loaded.version());
            }
            return loaded.version() < 0 ? DomainEventStream.empty() : DomainEventStream.of(loaded.messages());
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public DomainEventStream readEvents(String aggregateId, long firstSequence) {
        var write = Write.current();
        try {
            var tenantId = write == null ? null : write.tenantId().value();
            var stream = streams.of(aggregateId, firstSequence, tenantId);
            if (write != null && !(stream.isEmpty() && firstSequence == 0)) {
                write.loaded(
                        aggregateId,
                        stream.isEmpty() ? firstSequence - 1 : stream.getLast().sequence());
            }
            if (stream.isEmpty()) {
                return DomainEventStream.empty();
            }
            return DomainEventStream.of(stream.stream().map(aggregates::message).toList());
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateId) {
        try {
            var last = streams.lastSequence(aggregateId);
            return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        if (snapshots != null) {
            snapshots.store(snapshot);
            aggregates.forget(snapshot.getAggregateIdentifier());
        }
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateId) {
        return snapshots == null ? Optional.empty() : snapshots.read(aggregateId);
    }

    /** Nobody follows the store through Axon: read models have their own follower, others the {@link EventLog}. */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        throw new UnsupportedOperationException("Follow the store with EventLog and Tail");
    }

    static RuntimeException unreadable(SQLException e) {
        return Trouble.of(e) == Trouble.GUILTY
                ? new IllegalStateException("The store could not be read", e)
                : Trouble.away();
    }
}
