package io.fasti.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When events may be taken out of the store, or put back behind those who read it: when everybody has passed them, read
 * models and other {@linkplain StoreReader readers}. Until the end of the transaction nobody can start to read from the
 * beginning.
 */
public final class ReadersGate {
    private static final String PLACES = """
            select p.name,
                case when p.live then shared.position else p.position end as position
            from event_store.projection p
            cross join (select position from event_store.projection where name = 'live') shared
            order by 2
            limit 1
            """;

    /** Somebody has not passed yet: its message says who and what, for people. It is over by itself, so try again later. */
    public static final class Hindered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Hindered(String why) {
            super(why, null, false, false);
        }
    }

    private final List<StoreReader> readers;

    /** @param readers who reads events by their positions, besides the read models of the store */
    public ReadersGate(List<StoreReader> readers) {
        this.readers = List.copyOf(readers);
    }

    /**
     * The position that all have passed; 0 when somebody has not begun. It is how things are now: only {@link #shut} holds
     * them so.
     *
     * @throws SQLException when the places of the read models cannot be read
     */
    public long passed(Connection connection) throws SQLException {
        long passed = PostgresEventLog.head(connection);
        try (var select = connection.prepareStatement(PLACES);
                var rows = select.executeQuery()) {
            passed = rows.next() ? Math.min(passed, rows.getLong(2)) : 0;
        }
        for (var reader : readers) {
            passed = Math.min(passed, reader.passed());
        }
        return passed;
    }

    /**
     * Shuts the gate behind everybody, for the connection's transaction: the follower waits as long as it lasts. After an
     * exception the transaction has to be rolled back.
     *
     * @param last the last position that everybody must have passed
     * @param aggregateIds whose events are meant: none of them may be parked
     * @throws Hindered when somebody is not through yet, is being made anew, or has parked one of these events
     * @throws SQLException also when somebody writes to the read models for longer than a second, with state 55P03
     */
    public void shut(Connection connection, long last, Collection<String> aggregateIds) throws SQLException {
        for (var reader : readers) {
            if (reader.passed() < last) {
                throw new Hindered(reader.name() + " has not passed position " + last);
            }
        }
        try (var lock = connection.createStatement()) {
            lock.execute("set local lock_timeout = '1s'");
            lock.execute("lock table event_store.projection, event_store.rebuild in share mode");
        }
        var rebuilding = first(connection, "select name from event_store.rebuild where finished_at is null limit 1");
        if (rebuilding != null) {
            throw new Hindered("the rebuild of " + rebuilding + " is under way");
        }
        try (var select = connection.prepareStatement(PLACES);
                var rows = select.executeQuery()) {
            if (rows.next() && rows.getLong(2) < last) {
                throw new Hindered("the projection " + rows.getString(1) + " has not passed position " + last);
            }
        }
        try (var select = connection.prepareStatement(
                "select projection from event_store.dead_letter where aggregate_id = any(?) limit 1")) {
            select.setArray(1, connection.createArrayOf("text", aggregateIds.toArray()));
            try (var rows = select.executeQuery()) {
                if (rows.next()) {
                    throw new Hindered("the projection " + rows.getString(1) + " has parked some of these events");
                }
            }
        }
    }

    private static @Nullable String first(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }
}
