package io.fasti.eventstore;

import io.fasti.eventstore.RowShape.Kind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is worked out once per table: the types of its columns, and the forms of statement that do not depend on which columns
 * an operation names.
 */
record TableForms(Map<String, Column.Type> types, RowShape insert, RowShape put, RowShape delete, RowShape require) {
    private static final Map<Table, TableForms> KNOWN = new ConcurrentHashMap<>();

    static TableForms of(Table table) {
        var known = KNOWN.get(table);
        return known != null ? known : KNOWN.computeIfAbsent(table, TableForms::make);
    }

    RowShape keyOnly(Kind kind) {
        return switch (kind) {
            case PUT -> put;
            case DELETE -> delete;
            case REQUIRE -> require;
            case INSERT, UPDATE -> throw new IllegalArgumentException(kind + " has more than a key");
        };
    }

    /**
     * Finds the mistakes of a projection where they are made, before any of its rows is mixed with those of others.
     *
     * @throws IllegalArgumentException when the table cannot take the operation
     */
    static void check(RowOperation operation) {
        var table = operation.table();
        switch (operation) {
            case RowOperation.Insert insert -> check(table, insert.row(), true);
            case RowOperation.Upsert upsert -> check(table, upsert.row(), true);
            case RowOperation.Update update -> {
                check(table, update.key(), true);
                check(table, update.values(), false);
            }
            case RowOperation.Increment increment -> {
                check(table, increment.key(), true);
                check(table, Row.of(increment.column(), increment.by()), false);
            }
            case RowOperation.Delete delete -> check(table, delete.key(), false);
            case RowOperation.Require require -> check(table, require.key(), true);
        }
    }

    private static void check(Table table, Row row, boolean hasKey) {
        if (hasKey) {
            RowBatch.keyOf(table, row);
        }
        var types = of(table).types;
        row.values().forEach((column, value) -> {
            var type = types.get(column);
            if (type == null) {
                throw new IllegalArgumentException(table.name() + " has no column " + column);
            }
            if (!takes(type, value)) {
                throw new IllegalArgumentException(table.name() + "." + column + " is " + type + " and cannot hold a "
                        + (value == null ? "null" : value.getClass().getSimpleName()));
            }
        });
    }

    private static boolean takes(Column.Type type, @Nullable Object value) {
        return value == null
                || switch (type) {
                    case TEXT, JSON, TIMESTAMP -> true;
                    case BIGINT -> value instanceof Long || value instanceof Integer;
                    case BOOLEAN -> value instanceof Boolean;
                    case BYTES -> value instanceof byte[];
                };
    }

    private static TableForms make(Table table) {
        int keys = table.key().size();
        return new TableForms(
                table.all().stream().collect(Collectors.toUnmodifiableMap(Column::name, Column::type)),
                new RowShape(
                        Kind.INSERT,
                        table.name(),
                        table.all(),
                        keys,
                        table.columns().size()),
                new RowShape(Kind.PUT, table.name(), table.key(), keys, 0),
                new RowShape(Kind.DELETE, table.name(), table.key(), keys, 0),
                new RowShape(Kind.REQUIRE, table.name(), table.key(), keys, 0));
    }
}
