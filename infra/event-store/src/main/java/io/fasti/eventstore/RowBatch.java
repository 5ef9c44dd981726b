package io.fasti.eventstore;

import io.fasti.events.Identifier;
import io.fasti.eventstore.RowShape.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Row operations of one transaction, brought down to as few statements as possible: what happens to one row is merged, and
 * rows with the same form of statement go together. Operations on one row that cannot be merged run one after the other
 * (in phases); those on different rows may change places, which makes no difference.
 */
final class RowBatch {
    /** Rows of one form, each with the values of {@link RowShape#columns}. */
    record Group(RowShape shape, List<@Nullable Object[]> rows) {
        /** The values of one column, row by row. */
        @Nullable
        Object[] column(int index) {
            @Nullable Object[] values = new @Nullable Object[rows.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.get(i)[index];
            }
            return values;
        }
    }

    private static final class Net {
        final Kind kind;
        final Table table;
        final @Nullable Object[] key;
        final int phase;
        final SequencedMap<String, @Nullable Object> values = new LinkedHashMap<>();
        final SequencedMap<String, Long> increments = new LinkedHashMap<>();

        Net(Kind kind, Table table, @Nullable Object[] key, int phase) {
            this.kind = kind;
            this.table = table;
            this.key = key;
            this.phase = phase;
        }

        void set(Row row) {
            row.values().forEach((column, value) -> {
                if (!isKey(table, column)) {
                    values.put(column, value);
                    increments.remove(column);
                }
            });
        }

        void increment(String column, long by) {
            if (kind == Kind.INSERT || values.containsKey(column)) {
                values.merge(column, by, (old, more) -> ((Number) old).longValue() + (Long) more);
            } else {
                increments.merge(column, by, Long::sum);
            }
        }
    }

    private final Map<RowKey, Net> last = new HashMap<>();
    private final Map<String, Integer> floors = new HashMap<>();
    private final Map<String, Integer> ceilings = new HashMap<>();
    private final List<Net> nets = new ArrayList<>();

    /** Takes all of them or, with an exception, none. */
    RowBatch add(List<RowOperation> operations) {
        operations.forEach(TableForms::check);
        operations.forEach(this::add);
        return this;
    }

    boolean isEmpty() {
        return nets.isEmpty();
    }

    private void add(RowOperation operation) {
        var table = operation.table();
        switch (operation) {
            case RowOperation.Insert insert ->
                next(Kind.INSERT, table, insert.row()).set(insert.row());
            case RowOperation.Upsert upsert -> put(table, upsert.row()).set(upsert.row());
            case RowOperation.Increment increment ->
                put(table, increment.key()).increment(increment.column(), increment.by());
            case RowOperation.Update update -> update(table, update.key(), update.values());
            case RowOperation.Delete delete -> delete(table, delete.key());
            case RowOperation.Require require -> {
                var before = mergeable(table, keyOf(table, require.key()));
                if (before == null || before.kind != Kind.REQUIRE) {
                    next(Kind.REQUIRE, table, require.key());
                }
            }
        }
    }

    /** In the order in which they must run. */
    List<Group> groups() {
        var groups = new ArrayList<Group>();
        var phases = new TreeMap<Integer, Map<RowShape, Group>>();
        for (var net : nets) {
            if (net.kind == Kind.UPDATE && net.values.isEmpty()) {
                continue;
            }
            var shape = shape(net);
            phases.computeIfAbsent(net.phase, _ -> new HashMap<>())
                    .computeIfAbsent(shape, _ -> new Group(shape, new ArrayList<>()))
                    .rows()
                    .add(row(net, shape));
        }
        var byShape = Comparator.comparing(Group::shape, RowShape.ORDER);
        phases.values().forEach(phase -> phase.values().stream().sorted(byShape).forEach(groups::add));
        return groups;
    }

    private Net put(Table table, Row key) {
        var before = mergeable(table, keyOf(table, key));
        return before != null && (before.kind == Kind.PUT || before.kind == Kind.INSERT)
                ? before
                : next(Kind.PUT, table, key);
    }

    private void update(Table table, Row key, Row values) {
        var before = mergeable(table, keyOf(table, key));
        if (before == null || before.kind == Kind.REQUIRE) {
            next(Kind.UPDATE, table, key).set(values);
        } else if (before.kind != Kind.DELETE) {
            before.set(values);
        }
    }

    private void delete(Table table, Row key) {
        if (key.values().size() == table.key().size()) {
            var before = mergeable(table, keyOf(table, key));
            if (before == null || before.kind != Kind.DELETE) {
                next(Kind.DELETE, table, key);
            }
            return;
        }
        int phase = ceilings.getOrDefault(table.name(), -1) + 1;
        var part = new Net(Kind.DELETE, table, new Object[0], phase);
        part.values.putAll(key.values());
        nets.add(part);
        ceilings.put(table.name(), phase);
        floors.put(table.name(), phase + 1);
    }

    private Net next(Kind kind, Table table, Row named) {
        var key = keyOf(table, named);
        var rowKey = new RowKey(table.name(), key);
        var before = last.get(rowKey);
        int phase = floors.getOrDefault(table.name(), 0);
        if (before != null) {
            phase = Math.max(phase, before.phase + 1);
        }
        var net = new Net(kind, table, key, phase);
        last.put(rowKey, net);
        nets.add(net);
        ceilings.merge(table.name(), phase, Math::max);
        return net;
    }

    private @Nullable Net mergeable(Table table, @Nullable Object[] key) {
        var before = last.get(new RowKey(table.name(), key));
        return before != null && before.phase >= floors.getOrDefault(table.name(), 0) ? before : null;
    }

    private static RowShape shape(Net net) {
        var table = net.table;
        if (net.kind == Kind.INSERT) {
            return TableForms.of(table).insert();
        }
        if (net.key.length == 0) {
            var part = table.key().stream()
                    .filter(column -> net.values.containsKey(column.name()))
                    .toList();
            return new RowShape(Kind.DELETE, table.name(), part, part.size(), 0);
        }
        if (net.values.isEmpty() && net.increments.isEmpty()) {
            return TableForms.of(table).keyOnly(net.kind);
        }
        var columns = new ArrayList<>(table.key());
        table.columns().stream()
                .filter(column -> net.values.containsKey(column.name()))
                .forEach(columns::add);
        int values = columns.size() - table.key().size();
        table.columns().stream()
                .filter(column -> net.increments.containsKey(column.name()))
                .forEach(columns::add);
        if (columns.size() != table.key().size() + net.values.size() + net.increments.size()) {
            throw new IllegalArgumentException(
                    table.name() + " has not all of the columns " + net.values.keySet() + net.increments.keySet());
        }
        return new RowShape(net.kind, table.name(), columns, table.key().size(), values);
    }

    private static @Nullable Object[] row(Net net, RowShape shape) {
        @Nullable Object[] row = new @Nullable Object[shape.columns().size()];
        for (int i = 0; i < row.length; i++) {
            var name = shape.columns().get(i).name();
            if (i < net.key.length) {
                row[i] = net.key[i];
            } else if (net.increments.containsKey(name)) {
                row[i] = net.increments.get(name);
            } else {
                row[i] = plain(net.values.get(name));
            }
        }
        return row;
    }

    static @Nullable Object[] keyOf(Table table, Row row) {
        var columns = table.key();
        @Nullable Object[] key = new @Nullable Object[columns.size()];
        for (int i = 0; i < key.length; i++) {
            key[i] = plain(row.get(columns.get(i).name()));
            if (key[i] == null) {
                throw new IllegalArgumentException(table.name() + " needs a value for its key column "
                        + columns.get(i).name());
            }
        }
        return key;
    }

    /** As rows hold it: ids as their texts, whole numbers as longs. */
    static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Identifier id -> id.value();
            case Integer number -> number.longValue();
            case null, default -> value;
        };
    }

    private static boolean isKey(Table table, String column) {
        for (var key : table.key()) {
            if (key.name().equals(column)) {
                return true;
            }
        }
        return false;
    }
}
