package io.fasti.eventstore;

import io.fasti.events.IdentityEvent;
import io.fasti.events.TenantId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** Reads the event table by position. */
final class PostgresEventLog implements EventLog {
    private static final String AFTER = """
            select position, tenant_id, aggregate_type, aggregate_id, sequence, event_type, revision,
                payload, metadata, occurred_at, recorded_at
            from event_store.event
            where position > ?
            order by position
            limit ?
            """;
    private static final String LAST = """
            select distinct on (aggregate_id) position, tenant_id, aggregate_type, aggregate_id, sequence, event_type,
                revision, payload, metadata, occurred_at, recorded_at
            from event_store.event
            where aggregate_id = any(?) and tenant_id = ? and event_type = any(?)
            order by aggregate_id, sequence desc
            """;

    private final DataSource dataSource;
    private final Opener opener;

    PostgresEventLog(DataSource dataSource, Opener opener) {
        this.dataSource = dataSource;
        this.opener = opener;
    }

    @Override
    public List<Stored> after(long position, int limit) {
        try (var connection = dataSource.getConnection()) {
            return after(connection, position, limit);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The events after " + position + " could not be read", e);
        }
    }

    static List<Stored> after(Connection connection, long position, int limit) throws SQLException {
        try (var select = connection.prepareStatement(AFTER)) {
            select.setLong(1, position);
            select.setInt(2, limit);
            select.setFetchSize(0);
            var events = new ArrayList<Stored>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(stored(rows));
                }
            }
            return events;
        }
    }

    @Override
    public List<Stored> last(TenantId tenantId, Collection<String> aggregateIds, Collection<String> eventTypes) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(LAST)) {
            select.setArray(1, connection.createArrayOf("text", aggregateIds.toArray(String[]::new)));
            select.setString(2, tenantId.value());
            select.setArray(3, connection.createArrayOf("text", eventTypes.toArray(String[]::new)));
            var events = new ArrayList<Stored>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(stored(rows));
                }
            }
            return events;
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The last events of streams could not be read", e);
        }
    }

    @Override
    public long head() {
        try (var connection = dataSource.getConnection()) {
            return head(connection);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The last position could not be read", e);
        }
    }

    static long head(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select coalesce(max(position), 0) from event_store.event")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public List<Recorded<IdentityEvent>> open(List<Stored> events) {
        return opener.open(events);
    }

    static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6),
                row.getInt(7),
                row.getString(8),
                row.getString(9),
                row.getObject(10, OffsetDateTime.class).toInstant(),
                row.getObject(11, OffsetDateTime.class).toInstant());
    }
}
