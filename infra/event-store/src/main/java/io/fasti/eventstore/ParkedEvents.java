package io.fasti.eventstore;

import io.fasti.eventstore.EventLog.Stored;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The queues of events that read models could not take, one for each aggregate. */
public final class ParkedEvents {
    /** How many events are tried in one transaction. */
    private static final int PAGE = 200;

    /**
     * What became of a queue.
     *
     * @param waiting how many are left in it
     * @param reason why the first of these cannot be taken; null when none is left
     */
    public record Redriven(
            long applied, long waiting, @Nullable String reason) {}

    private static final String SELECTED = """
            select d.projection, d.position, d.tenant_id, d.aggregate_id, d.event_type, d.reason, d.parked_at,
                (
                    select min(f.position)
                    from event_store.dead_letter f
                    where f.projection = d.projection and f.aggregate_id = d.aggregate_id
                ) as first,
                (
                    select count(*)
                    from event_store.dead_letter w
                    where w.projection = d.projection and w.aggregate_id = d.aggregate_id and w.position > d.position
                ) as waiting
            """;

    private final Opener opener;

    ParkedEvents(Opener opener) {
        this.opener = opener;
    }

    List<ParkedEvent> list(Connection connection, String model, long after, int limit) throws SQLException {
        try (var select = connection.prepareStatement(SELECTED + """
                , null as payload, null as metadata
                from event_store.dead_letter d
                where d.projection = ? and d.position > ?
                order by d.position
                limit ?
                """)) {
            select.setString(1, model);
            select.setLong(2, after);
            select.setInt(3, limit);
            var events = new ArrayList<ParkedEvent>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(event(rows));
                }
            }
            return events;
        }
    }

    Optional<ParkedEvent> one(Connection connection, String model, long position) throws SQLException {
        try (var select = connection.prepareStatement(SELECTED + """
                , e.payload, e.metadata
                from event_store.dead_letter d
                join event_store.event e on e.position = d.position
                where d.projection = ? and d.position = ?
                """)) {
            select.setString(1, model);
            select.setLong(2, position);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(event(rows)) : Optional.empty();
            }
        }
    }

    private static ParkedEvent event(ResultSet row) throws SQLException {
        long position = row.getLong("position");
        long first = row.getLong("first");
        return new ParkedEvent(
                row.getString("projection"),
                position,
                row.getString("tenant_id"),
                row.getString("aggregate_id"),
                row.getString("event_type"),
                row.getString("reason"),
                first == position ? null : first,
                row.getLong("waiting"),
                row.getObject("parked_at", OffsetDateTime.class).toInstant(),
                json(row.getString("payload")),
                json(row.getString("metadata")));
    }

    private static @Nullable Object json(@Nullable String text) {
        return text == null ? null : EventJson.mapper().readValue(text, Object.class);
    }

    /** Tries the first events of a queue again, in the connection's transaction, while nobody applies any. */
    Redriven redrive(Connection connection, ReadModel<?> model, String aggregateId) throws SQLException {
        long applied = 0;
        for (var event : queue(connection, model.name(), aggregateId)) {
            var reason = refusal(connection, model, event);
            if (reason != null) {
                new SqlScript().add("""
                                update event_store.dead_letter
                                set reason = ?::text
                                where projection = ?::text and position = ?::bigint""", reason, model.name(), event.position()).execute(connection);
                return new Redriven(applied, waiting(connection, model.name(), aggregateId), reason);
            }
            new SqlScript()
                    .add(
                            "delete from event_store.dead_letter where projection = ?::text and position = ?::bigint",
                            model.name(),
                            event.position())
                    .execute(connection);
            applied++;
        }
        return new Redriven(applied, waiting(connection, model.name(), aggregateId), null);
    }

    private static List<Stored> queue(Connection connection, String model, String aggregateId) throws SQLException {
        try (var select = connection.prepareStatement("""
                select e.position, e.tenant_id, e.aggregate_type, e.aggregate_id, e.sequence, e.event_type, e.revision,
                    e.payload, e.metadata, e.occurred_at, e.recorded_at
                from event_store.dead_letter d
                join event_store.event e on e.position = d.position
                where d.projection = ? and d.aggregate_id = ?
                order by d.position
                limit ?
                """)) {
            select.setString(1, model);
            select.setString(2, aggregateId);
            select.setInt(3, PAGE);
            var events = new ArrayList<Stored>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(PostgresEventLog.stored(rows));
                }
            }
            return events;
        }
    }

    /** Why the event cannot be applied; null when it was. */
    private @Nullable String refusal(Connection connection, ReadModel<?> model, Stored event) throws SQLException {
        var recorded = opener.openEach(List.of(event)).getFirst();
        if (recorded == null) {
            return "it cannot be read";
        }
        if (!model.events().isInstance(recorded.event())) {
            return null;
        }
        var before = connection.setSavepoint();
        try {
            RowWriter.write(connection, Directories.project(model, recorded));
            connection.releaseSavepoint(before);
            return null;
        } catch (SQLException e) {
            if (!Faults.isOfTheData(e)) {
                throw e;
            }
            connection.rollback(before);
            return String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            connection.rollback(before);
            return e.toString();
        }
    }

    private static long waiting(Connection connection, String model, String aggregateId) throws SQLException {
        try (var select = connection.prepareStatement("""
                select count(*)
                from event_store.dead_letter
                where projection = ? and aggregate_id = ?
                """)) {
            select.setString(1, model);
            select.setString(2, aggregateId);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
