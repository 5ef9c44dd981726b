package io.fasti.eventstore;

import io.fasti.eventstore.Projections.Act;
import io.fasti.eventstore.Projections.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code event_store.operation}: what operators did, for ever. */
public final class Operations {
    private Operations() {}

    /** Writes down what is done in the connection's transaction. */
    public static void add(
            Connection connection,
            String projection,
            String action,
            Act act,
            @Nullable Long position,
            @Nullable String tenantId,
            @Nullable String aggregateId,
            @Nullable String detail)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into event_store.operation
                    (projection, action, actor, reason, position, tenant_id, aggregate_id, detail)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            insert.setString(1, projection);
            insert.setString(2, action);
            insert.setString(3, act.actor());
            insert.setString(4, act.reason());
            if (position == null) {
                insert.setNull(5, Types.BIGINT);
            } else {
                insert.setLong(5, position);
            }
            insert.setString(6, tenantId);
            insert.setString(7, aggregateId);
            insert.setString(8, detail);
            insert.executeUpdate();
        }
    }

    static List<Operation> newest(Connection connection, @Nullable String projection, int limit) throws SQLException {
        try (var select = connection.prepareStatement("""
                select number, at, projection, action, actor, reason, position, tenant_id, aggregate_id, detail
                from event_store.operation
                where ?::text is null or projection = ?::text
                order by number desc
                limit ?
                """)) {
            select.setString(1, projection);
            select.setString(2, projection);
            select.setInt(3, limit);
            var operations = new ArrayList<Operation>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    operations.add(new Operation(
                            rows.getLong(1),
                            rows.getObject(2, OffsetDateTime.class).toInstant(),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getString(6),
                            rows.getObject(7, Long.class),
                            rows.getString(8),
                            rows.getString(9),
                            rows.getString(10)));
                }
            }
            return operations;
        }
    }
}
