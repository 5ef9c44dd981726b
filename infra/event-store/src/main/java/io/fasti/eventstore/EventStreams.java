package io.fasti.eventstore;

import io.fasti.eventstore.EventLog.Stored;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads streams as they are stored: the events of an aggregate. */
public final class EventStreams {
    static final String STREAM = """
            select position, tenant_id, aggregate_type, aggregate_id, sequence, event_type, revision,
                payload, metadata, occurred_at, recorded_at
            from event_store.event
            where aggregate_id = ? and sequence >= ?
            order by sequence
            """;
    private static final String ALL = """
            select position, tenant_id, aggregate_type, aggregate_id, sequence, event_type, revision,
                payload, metadata, occurred_at, recorded_at
            from event_store.event
            where aggregate_id = any(?)
            order by aggregate_id, sequence
            """;
    /** The snapshot comes first, as a row at position 0, and in the same view of the store as the events after it. */
    private static final String SINCE_SNAPSHOT = """
            with latest as materialized (
                select tenant_id, aggregate_type, aggregate_id, sequence, payload_type, sealed, revision, occurred_at
                from event_store.snapshot s
                where aggregate_id = ? and not exists (
                    select from event_store.subject_key k
                    where k.tenant_id = s.tenant_id and k.subject_id = s.aggregate_id and k.wrapped is null))
            select 0 as position, tenant_id, aggregate_type, aggregate_id, sequence, payload_type, 0,
                sealed, revision, occurred_at, occurred_at
            from latest
            union all
            select position, tenant_id, aggregate_type, aggregate_id, sequence, event_type, revision,
                payload, metadata, occurred_at, recorded_at
            from event_store.event
            where aggregate_id = ? and sequence > coalesce((select sequence from latest), -1)
            order by position
            """;
    /** The first row is what is known already, so its contents need not travel. */
    private static final String TAIL = """
            select position, tenant_id, aggregate_type, aggregate_id, sequence, event_type, revision,
                case when sequence > ? then payload else '' end, case when sequence > ? then metadata else '' end,
                occurred_at, recorded_at,
                exists (select from event_store.subject_key
                    where tenant_id = ? and subject_id = ? and wrapped is null)
            from event_store.event
            where aggregate_id = ? and sequence >= ?
            order by sequence
            """;

    private static final String LAST = """
            select sequence
            from event_store.event
            where aggregate_id = ?
            order by sequence desc
            limit 1
            """;

    /** @param isErased whether the aggregate is a person who was erased */
    record Tail(boolean isErased, List<Stored> events) {}

    private final DataSource dataSource;

    EventStreams(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * These streams as the connection's transaction sees them, whichever tenant they are of; those that have no events are
     * left out.
     *
     * @return by the ids of their aggregates, in the order in which these were given
     * @throws SQLException when they cannot be read
     */
    public static Map<String, List<Stored>> all(Connection connection, Collection<String> aggregateIds)
            throws SQLException {
        var streams = new LinkedHashMap<String, List<Stored>>();
        aggregateIds.forEach(id -> streams.put(id, new ArrayList<>()));
        try (var select = connection.prepareStatement(ALL)) {
            select.setArray(1, connection.createArrayOf("text", aggregateIds.toArray()));
            for (var event : rows(select)) {
                streams.computeIfAbsent(event.aggregateId(), _ -> new ArrayList<>())
                        .add(event);
            }
        }
        streams.values().removeIf(List::isEmpty);
        return streams;
    }

    static boolean isSnapshot(Stored row) {
        return row.position() == 0;
    }

    /** The events from this sequence on, of that tenant only unless it is null. */
    List<Stored> of(String aggregateId, long from, @Nullable String tenantId) throws SQLException {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(STREAM)) {
            select.setString(1, aggregateId);
            select.setLong(2, from);
            return rows(select).stream()
                    .filter(stored -> tenantId == null || stored.tenantId().equals(tenantId))
                    .toList();
        }
    }

    /** The snapshot, if there is one, and the events that it does not hold. */
    List<Stored> sinceSnapshot(String aggregateId) throws SQLException {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(SINCE_SNAPSHOT)) {
            select.setString(1, aggregateId);
            select.setString(2, aggregateId);
            return rows(select);
        }
    }

    /** The event of this sequence, if it is there, and those after it. */
    Tail tail(String aggregateId, String tenantId, long known) throws SQLException {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(TAIL)) {
            select.setLong(1, known);
            select.setLong(2, known);
            select.setString(3, tenantId);
            select.setString(4, aggregateId);
            select.setString(5, aggregateId);
            select.setLong(6, known);
            boolean isErased = false;
            var events = new ArrayList<Stored>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(PostgresEventLog.stored(rows));
                    isErased = rows.getBoolean(12);
                }
            }
            return new Tail(isErased, events);
        }
    }

    OptionalLong lastSequence(String aggregateId) throws SQLException {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(LAST)) {
            select.setString(1, aggregateId);
            try (var rows = select.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private static List<Stored> rows(PreparedStatement select) throws SQLException {
        var events = new ArrayList<Stored>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                events.add(PostgresEventLog.stored(rows));
            }
        }
        return events;
    }
}
