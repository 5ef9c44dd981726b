package io.fasti.eventstore;

import java.util.ArrayList;
import java.util.List;

/**
 * A table that row operations may write: its name with schema, the columns of its primary key in order, and the others.
 * Apart from the event store's own, the first key column of every table is {@code tenant_id}.
 *
 * <pre>{@code
 * static final Table ROLE = Table.named("query.role").key("tenant_id", TEXT).key("role_id", TEXT)
 *         .column("name", TEXT).column("version", BIGINT);
 * }</pre>
 */
public record Table(String name, List<Column> key, List<Column> columns) {
    public Table {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }

    public static Table named(String name) {
        return new Table(name, List.of(), List.of());
    }

    public Table key(String column, Column.Type type) {
        return new Table(name, with(key, new Column(column, type)), columns);
    }

    public Table column(String column, Column.Type type) {
        return new Table(name, key, with(columns, new Column(column, type)));
    }

    /** Key columns first. */
    public List<Column> all() {
        var all = new ArrayList<>(key);
        all.addAll(columns);
        return all;
    }

    /** Tables are looked up for every operation, and few have the same name. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    private static List<Column> with(List<Column> columns, Column column) {
        var more = new ArrayList<>(columns);
        more.add(column);
        return more;
    }
}
