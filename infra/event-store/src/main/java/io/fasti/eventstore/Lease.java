package io.fasti.eventstore;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * An office that one connection at a time can hold, over all processes of a store: a session lock of PostgreSQL, so that it
 * is free again the moment the holder's process or connection ends. Its row tells who holds it.
 */
final class Lease {
    private static final String NAMED = "hashtextextended('fasti lease ' || ?, 0)";

    private final String name;
    private final String holder;

    Lease(String name, String holder) {
        this.name = name;
        this.holder = holder;
    }

    /** Takes the office if it is free; it is held until the connection ends or {@link #release}. */
    boolean take(Connection connection) throws SQLException {
        try (var lock = connection.prepareStatement("select pg_try_advisory_lock(" + NAMED + ")")) {
            lock.setString(1, name);
            try (var rows = lock.executeQuery()) {
                rows.next();
                if (!rows.getBoolean(1)) {
                    return false;
                }
            }
        }
        try (var say = connection.prepareStatement("""
                insert into event_store.lease (name, holder, token, expires_at)
                values (?, ?, 1, 'infinity')
                on conflict (name) do update
                set holder = excluded.holder, token = lease.token + 1
                """)) {
            say.setString(1, name);
            say.setString(2, holder);
            say.executeUpdate();
        }
        return true;
    }

    void release(Connection connection) throws SQLException {
        try (var unlock = connection.prepareStatement("select pg_advisory_unlock(" + NAMED + ")")) {
            unlock.setString(1, name);
            unlock.execute();
        }
    }
}
