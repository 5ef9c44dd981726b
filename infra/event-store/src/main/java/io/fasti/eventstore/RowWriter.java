package io.fasti.eventstore;

import io.fasti.events.IdentityEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Writes row operations to PostgreSQL, all of them or none, in one round trip. The follower does the same with read models;
 * this is for tests of projections, and for tools.
 */
public final class RowWriter {
    private final DataSource dataSource;

    public RowWriter(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What the projection makes of events, written in their order. */
    @SafeVarargs
    public final <E extends IdentityEvent> void project(Projection<E> projection, Recorded<? extends E>... events) {
        var operations = new ArrayList<RowOperation>();
        for (var event : events) {
            operations.addAll(projection.project(event));
        }
        write(operations);
    }

    public void write(List<RowOperation> operations) {
        try (var connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                write(connection, operations);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The rows could not be written", e);
        }
    }

    /** Writes in the connection's transaction. */
    public static void write(Connection connection, List<RowOperation> operations) throws SQLException {
        var batch = new RowBatch().add(operations);
        if (!batch.isEmpty()) {
            new SqlScript().add(batch).execute(connection);
        }
    }
}
