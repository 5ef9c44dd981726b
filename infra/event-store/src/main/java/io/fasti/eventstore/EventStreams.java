package io.fasti.eventstore;

import io.fasti.eventstore.EventLog.Stored;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads streams: the events of one aggregate. */
final class EventStreams {
    private static final String STREAM = """
            select position, tenant_id, aggregate_type, aggregate_id, sequence, event_type, revision,
                payload, metadata, occurred_at, recorded_at
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

    private final DataSource dataSource;

    EventStreams(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The events from this sequence on, of that tenant only unless it is null. */
    List<Stored> of(String aggregateId, long from, @Nullable String tenantId) throws SQLException {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(STREAM)) {
            select.setString(1, aggregateId);
            select.setLong(2, from);
            var events = new ArrayList<Stored>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var stored = PostgresEventLog.stored(rows);
                    if (tenantId == null || stored.tenantId().equals(tenantId)) {
                        events.add(stored);
                    }
                }
            }
            return events;
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
}
