package io.fasti.eventstore;

import io.fasti.eventstore.Projections.Act;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A transaction in which an operator changes something of a read model. Nobody applies events to it meanwhile, and whoever
 * did is refused afterwards, until it has read anew how things stand.
 */
record Change(Connection connection, String name) {
    void begin() throws SQLException {
        execute("set local lock_timeout = '500ms'");
        try (var select = connection.prepareStatement("""
                select
                from event_store.projection
                where name in ('live', ?)
                order by name = 'live' desc
                for update
                """)) {
            select.setString(1, name);
            select.execute();
        }
    }

    /** A statement whose only parameter is the name of the read model; whether it changed anything. */
    boolean run(String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            return statement.executeUpdate() > 0;
        }
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Writes down what was done, and makes the follower look. */
    void end(
            Act act,
            String action,
            @Nullable Long position,
            @Nullable String tenantId,
            @Nullable String aggregateId,
            @Nullable String detail)
            throws SQLException {
        Operations.add(connection, name, action, act, position, tenantId, aggregateId, detail);
        run("update event_store.projection set generation = generation + 1 where name in ('live', ?::text)");
    }
}
