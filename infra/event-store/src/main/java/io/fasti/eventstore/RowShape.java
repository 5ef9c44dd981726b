package io.fasti.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One form of statement over a table: the same kind with the same columns. Its text is constant however many rows it is
 * run with, so that PostgreSQL plans it once; every parameter is an array with one element per row.
 *
 * @param columns what it has a parameter for: the key or a part of it, then values, then increments
 * @param values how many of the columns are values, and the rest of them are increments
 */
record RowShape(Kind kind, String table, List<Column> columns, int keys, int values) {
    enum Kind {
        REQUIRE,
        DELETE,
        INSERT,
        UPDATE,
        PUT
    }

    static final Comparator<RowShape> ORDER = Comparator.comparing(RowShape::kind)
            .thenComparing(RowShape::table)
            .thenComparing(shape -> shape.columns.toString());

    private static final Map<RowShape, String> SQL = new ConcurrentHashMap<>();

    String sql() {
        var known = SQL.get(this);
        return known != null ? known : SQL.computeIfAbsent(this, RowShape::text);
    }

    /** Selects the numbers (from 1) of those keys that have a row. */
    String sqlOfThoseThere() {
        return "select u.n from " + numbered(keyColumns()) + " join " + table + " t on " + matches(keyColumns());
    }

    /** Selects the numbers (from 1) of those rows that are there with exactly these values. */
    String sqlOfThoseEqual() {
        var same = columns.subList(keys, columns.size()).stream()
                .map(column -> " and t." + column.name() + " is not distinct from u." + column.name())
                .collect(Collectors.joining());
        return "select u.n from " + numbered(columns) + " join " + table + " t on " + matches(keyColumns()) + same;
    }

    List<Column> keyColumns() {
        return columns.subList(0, keys);
    }

    /** The column's values of all rows, as a parameter. */
    static Object parameter(Connection connection, Column.Type type, @Nullable Object[] values) throws SQLException {
        return switch (type) {
            case TEXT -> connection.createArrayOf("text", texts(values));
            case JSON -> connection.createArrayOf("jsonb", texts(values));
            case TIMESTAMP -> connection.createArrayOf("timestamptz", texts(values));
            case BIGINT -> {
                @Nullable Long[] numbers = new @Nullable Long[values.length];
                for (int i = 0; i < values.length; i++) {
                    numbers[i] = values[i] instanceof Number number ? number.longValue() : null;
                }
                yield connection.createArrayOf("int8", numbers);
            }
            case BOOLEAN -> connection.createArrayOf("bool", values);
            case BYTES -> {
                byte[] @Nullable [] bytes = new byte[values.length] @Nullable [];
                for (int i = 0; i < values.length; i++) {
                    bytes[i] = (byte[]) values[i];
                }
                yield connection.createArrayOf("bytea", bytes);
            }
        };
    }

    private static @Nullable String[] texts(@Nullable Object[] values) {
        @Nullable String[] texts = new @Nullable String[values.length];
        for (int i = 0; i < values.length; i++) {
            texts[i] = values[i] == null ? null : values[i].toString();
        }
        return texts;
    }

    private String text() {
        var keyColumns = keyColumns();
        return switch (kind) {
            case INSERT -> "insert into " + table + " (" + list(columns, "") + ") select * from " + unnest(columns);
            case PUT ->
                "insert into " + table + " as t (" + list(columns, "") + ") select * from " + unnest(columns)
                        + " on conflict (" + list(keyColumns, "") + ") do "
                        + (columns.size() == keys ? "nothing" : "update set " + assignments());
            case UPDATE ->
                "update " + table + " t set "
                        + columns.subList(keys, columns.size()).stream()
                                .map(column -> column.name() + " = u." + column.name())
                                .collect(Collectors.joining(", "))
                        + " from " + unnest(columns) + " where " + matches(keyColumns);
            case DELETE -> "delete from " + table + " t using " + unnest(columns) + " where " + matches(columns);
            case REQUIRE ->
                "select event_store.require(not exists (select from " + unnest(columns)
                        + " where not exists (select from " + table + " t where " + matches(columns) + ")))";
        };
    }

    private String assignments() {
        var assignments = new ArrayList<String>();
        for (int i = keys; i < columns.size(); i++) {
            var name = columns.get(i).name();
            assignments.add(
                    i < keys + values
                            ? name + " = excluded." + name
                            : name + " = coalesce(t." + name + ", 0) + excluded." + name);
        }
        return String.join(", ", assignments);
    }

    private static String unnest(List<Column> columns) {
        return "unnest(" + arrays(columns) + ") as u(" + list(columns, "") + ")";
    }

    private static String numbered(List<Column> columns) {
        return "unnest(" + arrays(columns) + ") with ordinality as u(" + list(columns, "") + ", n)";
    }

    private static String arrays(List<Column> columns) {
        return columns.stream()
                .map(column -> "?::" + column.type().sql() + "[]")
                .collect(Collectors.joining(", "));
    }

    private static String matches(List<Column> columns) {
        return columns.stream()
                .map(column -> "t." + column.name() + " = u." + column.name())
                .collect(Collectors.joining(" and "));
    }

    private static String list(List<Column> columns, String prefix) {
        return columns.stream().map(column -> prefix + column.name()).collect(Collectors.joining(", "));
    }
}
