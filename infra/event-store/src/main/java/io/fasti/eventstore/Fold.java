package io.fasti.eventstore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows in memory: what a projection's operations make of nothing. For time travel, rebuilds and tests; not thread-safe. */
public final class Fold {
    private final Map<String, Map<List<Object>, Row>> tables = new LinkedHashMap<>();

    public Fold apply(List<RowOperation> operations) {
        operations.forEach(this::apply);
        return this;
    }

    /** All rows of a table, every column named, in the order in which they were made. */
    public List<Row> rows(Table table) {
        return List.copyOf(in(table).values());
    }

    /** The row with this whole key. */
    public Optional<Row> row(Table table, Row key) {
        return Optional.ofNullable(in(table).get(keyOf(table, key)));
    }

    private void apply(RowOperation operation) {
        var table = operation.table();
        var rows = in(table);
        switch (operation) {
            case RowOperation.Insert insert -> insert(rows, insert);
            case RowOperation.Upsert upsert ->
                rows.merge(keyOf(table, upsert.row()), whole(table, upsert.row()), (old, _) -> old.and(upsert.row()));
            case RowOperation.Update update ->
                rows.computeIfPresent(keyOf(table, update.key()), (_, old) -> old.and(update.values()));
            case RowOperation.Delete delete -> rows.values().removeIf(row -> matches(row, delete.key()));
            case RowOperation.Increment increment -> {
                var old = rows.getOrDefault(keyOf(table, increment.key()), whole(table, increment.key()));
                var grown = number(old.get(increment.column())) + increment.by();
                rows.put(keyOf(table, increment.key()), old.and(Row.of(increment.column(), grown)));
            }
            case RowOperation.Require require ->
                require(rows.containsKey(keyOf(table, require.key())), require.missing());
        }
    }

    private static void insert(Map<List<Object>, Row> rows, RowOperation.Insert insert) {
        var key = keyOf(insert.table(), insert.row());
        require(
                !rows.containsKey(key),
                insert.taken() == null
                        ? new IllegalStateException(insert.table().name() + " has a row " + key + " already")
                        : insert.taken());
        rows.put(key, whole(insert.table(), insert.row()));
    }

    private static boolean matches(Row row, Row key) {
        return key.values().entrySet().stream()
                .allMatch(part -> part.getValue() != null && part.getValue().equals(row.get(part.getKey())));
    }

    private static void require(boolean met, RuntimeException otherwise) {
        if (!met) {
            throw otherwise;
        }
    }

    private Map<List<Object>, Row> in(Table table) {
        return tables.computeIfAbsent(table.name(), _ -> new LinkedHashMap<>());
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private static List<Object> keyOf(Table table, Row row) {
        var key = new ArrayList<>();
        for (var column : table.key()) {
            var value = row.get(column.name());
            if (value == null) {
                throw new IllegalArgumentException(table.name() + " needs a value for key column " + column.name());
            }
            key.add(value);
        }
        return key;
    }

    private static Row whole(Table table, Row row) {
        var namesAndValues = new ArrayList<@Nullable Object>();
        for (var column : table.all()) {
            namesAndValues.add(column.name());
            namesAndValues.add(row.get(column.name()));
        }
        return Row.of(namesAndValues.toArray());
    }
}
