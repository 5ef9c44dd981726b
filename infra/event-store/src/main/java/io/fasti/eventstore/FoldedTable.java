package io.fasti.eventstore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table in memory, in the order in which they were made. They are found by their whole key, and by a part of
 * it from the first time on that somebody asks for that part.
 */
final class FoldedTable {
    /** What a row takes beside its values: its entry, its key and its array. */
    private static final int ROW_BYTES = 168;

    private final Table table;
    private final int width;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final SequencedMap<RowKey, @Nullable Object[]> rows = new LinkedHashMap<>();
    private final Map<List<Integer>, Map<RowKey, Set<RowKey>>> parts = new HashMap<>();
    private long bytes;

    FoldedTable(Table table) {
        this.table = table;
        var columns = table.all();
        this.width = columns.size();
        for (int i = 0; i < width; i++) {
            indexes.put(columns.get(i).name(), i);
        }
    }

    /** About how much memory the rows take. */
    long bytes() {
        return bytes;
    }

    Collection<@Nullable Object[]> rows() {
        return rows.values();
    }

    RowKey key(Row row) {
        return new RowKey(table.name(), RowBatch.keyOf(table, row));
    }

    @Nullable
    Object @Nullable [] get(RowKey key) {
        return rows.get(key);
    }

    boolean has(RowKey key) {
        return rows.containsKey(key);
    }

    /** These values over the row with the key, or a new row. */
    void put(RowKey key, Row values) {
        set(made(key, values), values);
    }

    void update(RowKey key, Row values) {
        var row = rows.get(key);
        if (row != null) {
            set(row, values);
        }
    }

    void increment(RowKey key, Row named, String column, long by) {
        var row = made(key, named);
        int index = index(column);
        row[index] = (row[index] instanceof Number number ? number.longValue() : 0) + by;
    }

    void remove(RowKey key) {
        var row = rows.remove(key);
        if (row != null) {
            forget(key, row);
        }
    }

    /** All rows with this part of a key. */
    void removeAll(Row part) {
        var columns = part.values().keySet().stream().map(this::index).sorted().toList();
        if (columns.isEmpty()) {
            List.copyOf(rows.keySet()).forEach(this::remove);
            return;
        }
        var index = parts.computeIfAbsent(columns, this::indexed);
        @Nullable Object[] wanted = new @Nullable Object[width];
        part.values().forEach((column, value) -> wanted[index(column)] = RowBatch.plain(value));
        var found = index.get(part(columns, wanted));
        if (found != null) {
            List.copyOf(found).forEach(this::remove);
        }
    }

    /** Forgets what is not of the slice. */
    void narrow(Slice slice) {
        rows.keySet().stream().filter(key -> !slice.has(key)).toList().forEach(this::remove);
    }

    Row row(@Nullable Object[] values) {
        var namesAndValues = new ArrayList<@Nullable Object>(2 * width);
        indexes.entrySet().stream().sorted(Map.Entry.comparingByValue()).forEach(column -> {
            namesAndValues.add(column.getKey());
            namesAndValues.add(values[column.getValue()]);
        });
        return Row.of(namesAndValues.toArray());
    }

    private @Nullable Object[] made(RowKey key, Row named) {
        var there = rows.get(key);
        if (there != null) {
            return there;
        }
        @Nullable Object[] row = new @Nullable Object[width];
        table.key().forEach(column -> row[index(column.name())] = RowBatch.plain(named.get(column.name())));
        rows.put(key, row);
        parts.forEach((columns, index) -> index.computeIfAbsent(part(columns, row), _ -> new LinkedHashSet<>())
                .add(key));
        bytes += size(row);
        return row;
    }

    private void set(@Nullable Object[] row, Row values) {
        values.values().forEach((column, value) -> {
            int index = index(column);
            if (index >= table.key().size()) {
                var plain = RowBatch.plain(value);
                bytes += size(plain) - size(row[index]);
                row[index] = plain;
            }
        });
    }

    private void forget(RowKey key, @Nullable Object[] row) {
        bytes -= size(row);
        parts.forEach((columns, index) -> {
            var part = part(columns, row);
            var keys = index.get(part);
            if (keys != null && keys.remove(key) && keys.isEmpty()) {
                index.remove(part);
            }
        });
    }

    private Map<RowKey, Set<RowKey>> indexed(List<Integer> columns) {
        var index = new HashMap<RowKey, Set<RowKey>>();
        rows.forEach((key, row) -> index.computeIfAbsent(part(columns, row), _ -> new LinkedHashSet<>())
                .add(key));
        return index;
    }

    private RowKey part(List<Integer> columns, @Nullable Object[] row) {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row[columns.get(i)];
        }
        return new RowKey(table.name(), values);
    }

    private int index(String column) {
        var index = indexes.get(column);
        if (index == null) {
            throw new IllegalArgumentException(table.name() + " has no column " + column);
        }
        return index;
    }

    private long size(@Nullable Object[] row) {
        long size = ROW_BYTES + 8L * width;
        for (var value : row) {
            size += size(value);
        }
        return size;
    }

    private static long size(@Nullable Object value) {
        return switch (value) {
            case String text -> 48 + text.length();
            case byte[] raw -> 16 + raw.length;
            case Instant _ -> 24;
            case Long _ -> 24;
            case null, default -> 0;
        };
    }
}
