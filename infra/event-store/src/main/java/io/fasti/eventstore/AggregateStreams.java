package io.fasti.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fasti.eventstore.EventLog.Stored;
import io.fasti.eventstore.EventStreams.Tail;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * What aggregates are made of: the last snapshot of a long stream and the events behind it, readable, in one round trip.
 *
 * <p>Streams that were read lately are kept in memory, and are never believed without asking: the store is asked for what
 * has come since, in the same round trip also whether what is remembered is still there and whether its person has not been
 * erased. So an aggregate is as fresh as one that was read anew, whichever process wrote last; what is saved is reading and
 * unsealing what was read and unsealed before.
 */
final class AggregateStreams {
    /** Longer ones are left to their snapshots. */
    private static final int LONGEST_REMEMBERED = 200;

    /** @param lastPosition 0 when only the snapshot is known, which does not tell it */
    private record Known(
            String tenantId,
            Snapshots.@Nullable Opened snapshot,
            List<DomainEventMessage<?>> events,
            long lastSequence,
            long lastPosition) {
        int size() {
            return events.size() + 1;
        }

        List<DomainEventMessage<?>> messages() {
            if (snapshot == null) {
                return events;
            }
            var messages = new ArrayList<DomainEventMessage<?>>(size());
            messages.add(snapshot.message());
            messages.addAll(events);
            return messages;
        }
    }

    /** @param version the sequence of the last event; -1 when there is none */
    record Loaded(long version, List<DomainEventMessage<?>> messages) {
        static final Loaded NOTHING = new Loaded(-1, List.of());
    }

    private final EventStreams streams;
    private final EventCodec codec;
    private final SubjectKeys keys;
    private final @Nullable Snapshots snapshots;
    private final Cache<String, Known> remembered;

    /**
     * @param snapshots null where none are ever made: then none are looked for
     * @param rememberedEvents how many events are kept in memory; 0 for none
     */
    AggregateStreams(
            EventStreams streams,
            EventCodec codec,
            SubjectKeys keys,
            @Nullable Snapshots snapshots,
            int rememberedEvents) {
        this.streams = streams;
        this.codec = codec;
        this.keys = keys;
        this.snapshots = snapshots;
        this.remembered = Caffeine.newBuilder()
                .maximumWeight(rememberedEvents)
                .weigher((String _, Known known) -> known.size())
                .build();
        keys.whenForgotten(remembered::invalidate);
    }

    /** The aggregate's stream; nothing when it is of another tenant, unless that is null. */
    Loaded load(String aggregateId, @Nullable String tenantId) throws SQLException {
        var before = remembered.getIfPresent(aggregateId);
        var known = before == null ? null : broughtUpToDate(aggregateId, before);
        if (known == null) {
            known = readAnew(aggregateId);
        }
        if (known == null || (tenantId != null && !tenantId.equals(known.tenantId()))) {
            return Loaded.NOTHING;
        }
        return new Loaded(known.lastSequence(), known.messages());
    }

    void forget(String aggregateId) {
        remembered.invalidate(aggregateId);
    }

    /** Null when what is remembered cannot be believed any more. */
    private @Nullable Known broughtUpToDate(String aggregateId, Known before) throws SQLException {
        Tail tail = streams.tail(aggregateId, before.tenantId(), before.lastSequence());
        boolean isThere = !tail.events().isEmpty()
                && tail.events().getFirst().sequence() == before.lastSequence()
                && (before.lastPosition() == 0 || tail.events().getFirst().position() == before.lastPosition());
        if (tail.isErased() || !isThere) {
            keys.forget(before.tenantId(), aggregateId);
            remembered.invalidate(aggregateId);
            return null;
        }
        if (tail.events().size() == 1) {
            return before;
        }
        var events = new ArrayList<DomainEventMessage<?>>(before.events());
        var last = tail.events().getLast();
        tail.events().stream().skip(1).map(this::message).forEach(events::add);
        return remember(
                aggregateId, new Known(before.tenantId(), before.snapshot(), events, last.sequence(), last.position()));
    }

    private @Nullable Known readAnew(String aggregateId) throws SQLException {
        var rows = snapshots == null ? streams.of(aggregateId, 0, null) : streams.sinceSnapshot(aggregateId);
        Snapshots.Opened snapshot = null;
        if (snapshots != null && !rows.isEmpty() && EventStreams.isSnapshot(rows.getFirst())) {
            snapshot = snapshots.open(rows.getFirst());
            rows = snapshot == null ? streams.of(aggregateId, 0, null) : rows.subList(1, rows.size());
        }
        if (rows.isEmpty()) {
            return snapshot == null
                    ? null
                    : new Known(snapshot.tenantId(), snapshot, List.of(), snapshot.sequence(), 0);
        }
        var last = rows.getLast();
        var events = rows.stream().<DomainEventMessage<?>>map(this::message).toList();
        return remember(aggregateId, new Known(last.tenantId(), snapshot, events, last.sequence(), last.position()));
    }

    private Known remember(String aggregateId, Known known) {
        if (known.size() <= LONGEST_REMEMBERED) {
            remembered.put(aggregateId, known);
        } else {
            remembered.invalidate(aggregateId);
        }
        return known;
    }

    DomainEventMessage<?> message(Stored stored) {
        return new GenericDomainEventMessage<>(
                stored.aggregateType(),
                stored.aggregateId(),
                stored.sequence(),
                codec.decode(stored),
                Map.<String, Object>of(),
                String.valueOf(stored.position()),
                stored.occurredAt());
    }
}
