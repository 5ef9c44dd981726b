package io.fasti.eventstore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements that go to PostgreSQL as one string, in one round trip. On a connection without autocommit, with {@code commit}
 * as the last one, it is a whole transaction. Every parameter carries a cast, so the driver need not ask for its type.
 */
final class SqlScript {
    /** Takes the rows that a statement returned; {@code column} is the name of its first column. */
    interface Results {
        void take(String column, ResultSet rows) throws SQLException;
    }

    private record ArrayOf(Column.Type type, @Nullable Object[] values) {}

    private final StringBuilder text = new StringBuilder(1024);
    private final List<Object> parameters = new ArrayList<>();

    SqlScript add(String sql, Object... values) {
        if (!text.isEmpty()) {
            text.append("; ");
        }
        text.append(sql);
        parameters.addAll(List.of(values));
        return this;
    }

    SqlScript add(RowBatch rows) {
        for (var group : rows.groups()) {
            add(group.shape().sql());
            for (int i = 0; i < group.shape().columns().size(); i++) {
                array(group.shape().columns().get(i).type(), group.column(i));
            }
        }
        return this;
    }

    SqlScript array(Column.Type type, @Nullable Object[] values) {
        parameters.add(new ArrayOf(type, values));
        return this;
    }

    void execute(Connection connection) throws SQLException {
        execute(connection, (_, _) -> {});
    }

    void execute(Connection connection, Results results) throws SQLException {
        try (var statement = connection.prepareStatement(text.toString())) {
            for (int i = 0; i < parameters.size(); i++) {
                switch (parameters.get(i)) {
                    case Long number -> statement.setLong(i + 1, number);
                    case Integer number -> statement.setInt(i + 1, number);
                    case Boolean flag -> statement.setBoolean(i + 1, flag);
                    case String value -> statement.setString(i + 1, value);
                    case byte[] value -> statement.setBytes(i + 1, value);
                    case ArrayOf(var type, var values) ->
                        statement.setObject(i + 1, RowShape.parameter(connection, type, values));
                    case Object other -> throw new IllegalArgumentException("No parameter: " + other.getClass());
                }
            }
            boolean isRows = statement.execute();
            while (isRows || statement.getUpdateCount() != -1) {
                if (isRows) {
                    try (var rows = statement.getResultSet()) {
                        results.take(rows.getMetaData().getColumnLabel(1), rows);
                    }
                }
                isRows = statement.getMoreResults();
            }
        }
    }
}
