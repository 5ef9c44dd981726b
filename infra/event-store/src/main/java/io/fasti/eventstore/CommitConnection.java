package io.fasti.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writer's connection: opened when needed, given up when broken. Used by the writer's thread only. */
final class CommitConnection {
    private static final Logger LOG = LoggerFactory.getLogger(CommitConnection.class);
    private static final String OWN_BACKEND = "select backend_start from pg_stat_activity where pid = pg_backend_pid()";
    private static final String END_BACKEND =
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where pid = ? and backend_start = ?";

    private final Connections connections;
    private final Duration patience;
    private @Nullable Connection current;
    private int backend;
    private @Nullable Timestamp backendStart;

    CommitConnection(Connections connections, Duration patience) {
        this.connections = connections;
        this.patience = patience;
    }

    /** The connection, opened when there is none. */
    Connection open() throws SQLException {
        var open = current;
        if (open == null) {
            open = connect();
            current = open;
        }
        return open;
    }

    void tryToOpen() {
        try {
            open();
        } catch (SQLException e) {
            LOG.warn("The database cannot be reached yet: {}", e.getMessage());
        }
    }

    /**
     * A new connection in place of the broken one, whose transaction is then over for certain: its backend, should it still
     * be there, is ended first.
     *
     * @param deadline as {@link System#nanoTime()}
     */
    Connection reopen(long deadline) throws SQLException {
        int lost = backend;
        var lostStart = backendStart;
        drop();
        var pause = Duration.ofMillis(20);
        while (true) {
            try {
                current = connect();
                if (lostStart != null) {
                    end(current, lost, lostStart);
                }
                return current;
            } catch (SQLException e) {
                drop();
                if (System.nanoTime() + pause.toNanos() - deadline > 0) {
                    throw e;
                }
                LockSupport.parkNanos(pause.toNanos());
                pause = pause.multipliedBy(2).compareTo(Duration.ofSeconds(1)) < 0
                        ? pause.multipliedBy(2)
                        : Duration.ofSeconds(1);
            }
        }
    }

    /** After a failed transaction: the connection is as before, or gone. */
    void recover(SQLException failure) {
        var open = current;
        if (open == null) {
            return;
        }
        if (Trouble.of(failure) == Trouble.LOST) {
            drop();
            return;
        }
        try {
            open.rollback();
        } catch (SQLException _) {
            drop();
        }
    }

    void drop() {
        var open = current;
        current = null;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("A broken connection could not be closed: {}", e.getMessage());
            }
        }
    }

    /** What the commit is refused with when the failure is about a row that it inserts, such as a second unique column. */
    static @Nullable RuntimeException claimBehind(Commit commit, SQLException e) {
        var details = e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        if (details == null || !"23505".equals(e.getSQLState())) {
            return null;
        }
        var table = details.getSchema() + "." + details.getTable();
        return commit.conditions.stream()
                .filter(condition ->
                        condition.isClaim() && condition.table().name().equals(table))
                .map(Commit.Condition::otherwise)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Connection connect() throws SQLException {
        var fresh = connections.forBatches("commit", patience);
        try (var statement = fresh.prepareStatement(OWN_BACKEND);
                var row = statement.executeQuery()) {
            row.next();
            backendStart = row.getTimestamp(1);
            backend = fresh.unwrap(PGConnection.class).getBackendPID();
        } catch (SQLException e) {
            fresh.close();
            throw e;
        }
        fresh.commit();
        return fresh;
    }

    private static void end(Connection connection, int backend, Timestamp start) throws SQLException {
        try (var statement = connection.prepareStatement(END_BACKEND)) {
            statement.setInt(1, backend);
            statement.setTimestamp(2, start);
            try (var ended = statement.executeQuery()) {
                if (ended.next() && !ended.getBoolean(1)) {
                    throw new SQLTransientConnectionException("The old backend " + backend + " does not end");
                }
            }
        }
        connection.commit();
    }
}
