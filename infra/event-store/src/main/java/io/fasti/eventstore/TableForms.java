package io.fasti.eventstore;

import io.fasti.eventstore.RowShape.Kind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The forms of statement over a table that do not depend on which columns an operation names; made once per table. */
record TableForms(RowShape insert, RowShape put, RowShape delete, RowShape require) {
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

    private static TableForms make(Table table) {
        int keys = table.key().size();
        return new TableForms(
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
