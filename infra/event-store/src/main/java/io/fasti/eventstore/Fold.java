package io.fasti.eventstore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows in memory: what a projection's operations make of nothing. For time travel, rebuilds and tests; not thread-safe. */
public final class Fold {
    private final Map<String, FoldedTable> tables = new LinkedHashMap<>();
    private Slice slice;

    public Fold() {
        this(Slice.ALL);
    }

    /** Keeps only the rows of the slice; operations on others do nothing. */
    Fold(Slice slice) {
        this.slice = slice;
    }

    public Fold apply(List<RowOperation> operations) {
        operations.forEach(this::apply);
        return this;
    }

    /** All rows of a table, every column named, in the order in which they were made. */
    public List<Row> rows(Table table) {
        var folded = in(table);
        return folded.rows().stream().map(folded::row).toList();
    }

    /** The row with this whole key. */
    public Optional<Row> row(Table table, Row key) {
        var folded = in(table);
        var values = folded.get(folded.key(key));
        return values == null ? Optional.empty() : Optional.of(folded.row(values));
    }

    FoldedTable in(Table table) {
        var known = tables.get(table.name());
        return known != null ? known : tables.computeIfAbsent(table.name(), _ -> new FoldedTable(table));
    }

    /** About how much memory the rows take. */
    long bytes() {
        long bytes = 0;
        for (var table : tables.values()) {
            bytes += table.bytes();
        }
        return bytes;
    }

    /** From here on a smaller slice, whose rows are all here. */
    void narrow(Slice smaller) {
        slice = smaller;
        tables.values().forEach(table -> table.narrow(smaller));
    }

    /** Whether one of them is a new row whose key is taken: then none of them may be applied. */
    boolean clashes(List<RowOperation> operations) {
        for (var operation : operations) {
            if (operation instanceof RowOperation.Delete) {
                return false;
            }
            if (operation instanceof RowOperation.Insert insert) {
                var rows = in(insert.table());
                if (rows.has(rows.key(insert.row()))) {
                    return true;
                }
            }
        }
        return false;
    }

    private void apply(RowOperation operation) {
        var table = operation.table();
        var rows = in(table);
        switch (operation) {
            case RowOperation.Insert insert -> {
                var key = rows.key(insert.row());
                require(
                        !rows.has(key),
                        insert.taken() == null ? new IllegalStateException(key + " is there already") : insert.taken());
                if (slice.has(key)) {
                    rows.put(key, insert.row());
                }
            }
            case RowOperation.Upsert upsert -> {
                var key = rows.key(upsert.row());
                if (slice.has(key)) {
                    rows.put(key, upsert.row());
                }
            }
            case RowOperation.Update update -> rows.update(rows.key(update.key()), update.values());
            case RowOperation.Delete delete -> {
                if (delete.key().values().size() == table.key().size()) {
                    rows.remove(rows.key(delete.key()));
                } else {
                    rows.removeAll(delete.key());
                }
            }
            case RowOperation.Increment increment -> {
                var key = rows.key(increment.key());
                if (slice.has(key)) {
                    rows.increment(key, increment.key(), increment.column(), increment.by());
                }
            }
            case RowOperation.Require require -> require(rows.has(rows.key(require.key())), require.missing());
        }
    }

    private static void require(boolean met, RuntimeException otherwise) {
        if (!met) {
            throw otherwise;
        }
    }
}
