package io.fasti.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Tells in what the rows of two tables differ. Of a row that differs it tells the key and the columns, never their values. */
final class Comparison {
    private static final int SAMPLES = 20;

    /** A row that is not the same in both: {@code missing} from the new one, {@code added} to it, or {@code changed}. */
    record Difference(String table, String kind, Map<String, String> key, List<String> columns) {}

    /** How many rows there are and how many differ, table by table, with some examples. */
    record Result(boolean equal, List<Counted> tables, List<Difference> examples) {}

    record Counted(String table, long live, long next, long missing, long added, long changed) {}

    /** One row as PostgreSQL gives it: the fields of the key as texts, then all others. */
    private record Fields(List<byte @Nullable []> values) {
        static Fields of(byte[] row, int from) {
            var buffer = ByteBuffer.wrap(row);
            buffer.position(from);
            int count = buffer.getShort();
            var values = new ArrayList<byte @Nullable []>(count);
            for (int i = 0; i < count; i++) {
                int length = buffer.getInt();
                if (length < 0) {
                    values.add(null);
                } else {
                    var value = new byte[length];
                    buffer.get(value);
                    values.add(value);
                }
            }
            return new Fields(values);
        }

        int compareKey(Fields other, int keys) {
            for (int i = 0; i < keys; i++) {
                int compared = Arrays.compareUnsigned(values.get(i), other.values.get(i));
                if (compared != 0) {
                    return compared;
                }
            }
            return 0;
        }
    }

    private final List<Counted> counted = new ArrayList<>();
    private final List<Difference> examples = new ArrayList<>();

    /**
     * Compares with the tables beside those of the model.
     *
     * @param live a connection whose transaction sees the live tables as they are at the position of the others
     */
    static Result of(ReadModel<?> model, Connection live, Connection next) throws SQLException {
        var comparison = new Comparison();
        for (var table : model.tables()) {
            comparison.compare(table, live, next);
        }
        return new Result(
                comparison.counted.stream()
                        .allMatch(table -> table.missing() == 0 && table.added() == 0 && table.changed() == 0),
                comparison.counted,
                comparison.examples);
    }

    private void compare(Table table, Connection live, Connection next) throws SQLException {
        var liveRows = copy(live, table, table.name());
        try {
            var nextRows = copy(next, table, NextTables.beside(table));
            try {
                compare(table, liveRows, nextRows);
            } finally {
                cancel(nextRows);
            }
        } finally {
            cancel(liveRows);
        }
    }

    private void compare(Table table, CopyOut liveRows, CopyOut nextRows) throws SQLException {
        int keys = table.key().size();
        long lives = 0;
        long nexts = 0;
        long missing = 0;
        long added = 0;
        long changed = 0;
        var mine = next(liveRows);
        var other = next(nextRows);
        while (mine != null || other != null) {
            int order = mine == null ? 1 : other == null ? -1 : mine.compareKey(other, keys);
            if (order < 0 && mine != null) {
                missing++;
                lives++;
                example(table, "missing", mine, List.of());
                mine = next(liveRows);
            } else if (order > 0 && other != null) {
                added++;
                nexts++;
                example(table, "added", other, List.of());
                other = next(nextRows);
            } else if (mine != null && other != null) {
                var columns = differing(table, mine, other);
                if (!columns.isEmpty()) {
                    changed++;
                    example(table, "changed", mine, columns);
                }
                lives++;
                nexts++;
                mine = next(liveRows);
                other = next(nextRows);
            }
        }
        counted.add(new Counted(table.name(), lives, nexts, missing, added, changed));
    }

    private static List<String> differing(Table table, Fields mine, Fields other) {
        var columns = new ArrayList<String>();
        int keys = table.key().size();
        for (int i = 0; i < table.columns().size(); i++) {
            if (!Arrays.equals(mine.values().get(keys + i), other.values().get(keys + i))) {
                columns.add(table.columns().get(i).name());
            }
        }
        return columns;
    }

    private void example(Table table, String kind, Fields row, List<String> columns) {
        if (examples.size() >= SAMPLES) {
            return;
        }
        var key = new LinkedHashMap<String, String>();
        for (int i = 0; i < table.key().size(); i++) {
            var value = row.values().get(i);
            key.put(table.key().get(i).name(), value == null ? "" : new String(value, StandardCharsets.UTF_8));
        }
        examples.add(new Difference(table.name(), kind, key, columns));
    }

    /** In the order of the bytes of the keys, whatever the database's own order is. */
    private static CopyOut copy(Connection connection, Table table, String from) throws SQLException {
        var keys = table.key().stream()
                .map(column -> column.name() + "::text collate \"C\"")
                .collect(Collectors.joining(", "));
        var others =
                table.columns().stream().map(column -> ", " + column.name()).collect(Collectors.joining());
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (select " + keys + others + " from " + from + " order by " + keys
                        + ") to stdout (format binary)");
    }

    private static @Nullable Fields next(CopyOut copy) throws SQLException {
        for (var row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
            int from = EventCopy.begin(row);
            boolean isEnd = row.length >= from + 2 && row[from] == -1 && row[from + 1] == -1;
            if (row.length > from && !isEnd) {
                return Fields.of(row, from);
            }
        }
        return null;
    }

    private static void cancel(CopyOut copy) throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
