package io.fasti.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables that are made beside those of a read model, in the schema {@code rebuild}: of the same form, with the same
 * indexes, constraints, options and grants, under the same names, so that in the end they take the place of the others and
 * nobody can tell.
 */
final class NextTables {
    static final String SCHEMA = "rebuild";

    private final List<Table> tables;

    NextTables(ReadModel<?> model) {
        this.tables = model.tables();
    }

    /** The name of the table that is made beside this one. */
    static String beside(Table table) {
        return SCHEMA + "." + table.name().substring(table.name().lastIndexOf('.') + 1);
    }

    /** New and empty ones, without indexes; what an earlier attempt has left behind goes. */
    void make(Connection connection) throws SQLException {
        drop(connection);
        for (var table : tables) {
            run(
                    connection,
                    "create table " + beside(table) + " (like " + table.name() + " including all excluding indexes)");
            runAll(connection, table, """
                    select 'alter table ' || :next || ' set (' || array_to_string(reloptions, ', ') || ')'
                    from pg_class
                    where oid = cast(:live as regclass) and reloptions is not null
                    union all
                    select 'comment on table ' || :next || ' is ' || quote_literal(obj_description(cast(:live as regclass), 'pg_class'))
                    where obj_description(cast(:live as regclass), 'pg_class') is not null
                    union all
                    select format('grant %s on ' || :next || ' to %s%s', privilege_type,
                        case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end,
                        case when is_grantable then ' with grant option' else '' end)
                    from pg_class, aclexplode(relacl)
                    where oid = cast(:live as regclass) and grantee <> relowner
                    """);
        }
    }

    /** The indexes and constraints that the live tables have, and what the planner has to know. */
    void index(Connection connection) throws SQLException {
        for (var table : tables) {
            runAll(connection, table, """
                    select case
                        when c.oid is null then replace(pg_get_indexdef(i.indexrelid), ' ON ' || named.live || ' ', ' ON ' || :next || ' ')
                        else 'alter table ' || :next || ' add constraint ' || quote_ident(c.conname) || ' ' || pg_get_constraintdef(c.oid)
                        end
                    from pg_index i
                    join pg_class t on t.oid = i.indrelid
                    cross join lateral (select format('%I.%I', t.relnamespace::regnamespace::name, t.relname) as live) named
                    left join pg_constraint c on c.conindid = i.indexrelid and c.conrelid = i.indrelid and c.contype in ('p', 'u', 'x')
                    where i.indrelid = cast(:live as regclass)
                    order by i.indisprimary desc, i.indexrelid
                    """);
            run(connection, "analyze " + beside(table));
        }
    }

    /**
     * Puts them in the place of the live ones, within the connection's transaction.
     *
     * @throws IllegalStateException when the live ones have changed their form since these were made
     */
    void takeOver(Connection connection) throws SQLException {
        for (var table : tables) {
            run(connection, "lock table " + table.name() + " in access exclusive mode");
        }
        for (var table : tables) {
            if (!form(connection, table.name()).equals(form(connection, beside(table)))) {
                throw new IllegalStateException(table.name() + " has changed its form since its rows were made anew");
            }
        }
        for (var table : tables) {
            var schema = table.name().substring(0, table.name().lastIndexOf('.'));
            run(connection, "drop table " + table.name());
            run(connection, "alter table " + beside(table) + " set schema " + schema);
        }
    }

    /** Columns and indexes, as far as a migration can change them. */
    private static List<String> form(Connection connection, String table) throws SQLException {
        var form = new ArrayList<String>();
        try (var select = connection.prepareStatement("""
                select concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull, attgenerated)
                from pg_attribute
                where attrelid = cast(? as regclass) and attnum > 0 and not attisdropped
                union all
                select relname
                from pg_index
                join pg_class on oid = indexrelid
                where indrelid = cast(? as regclass)
                order by 1
                """)) {
            select.setString(1, table);
            select.setString(2, table);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    form.add(rows.getString(1));
                }
            }
        }
        return form;
    }

    void empty(Connection connection) throws SQLException {
        for (var table : tables) {
            run(connection, "truncate " + beside(table));
        }
    }

    boolean areThere(Connection connection) throws SQLException {
        for (var table : tables) {
            try (var select = connection.prepareStatement("select to_regclass(?) is not null")) {
                select.setString(1, beside(table));
                try (var rows = select.executeQuery()) {
                    rows.next();
                    if (!rows.getBoolean(1)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    void drop(Connection connection) throws SQLException {
        for (var table : tables) {
            run(connection, "drop table if exists " + beside(table));
        }
    }

    /** Runs the statements that a query over the catalogue of PostgreSQL gives. */
    private static void runAll(Connection connection, Table table, String query) throws SQLException {
        var statements = new ArrayList<String>();
        var sql = query.replace(":live", literal(table.name())).replace(":next", literal(beside(table)));
        try (var select = connection.createStatement();
                var rows = select.executeQuery(sql)) {
            while (rows.next()) {
                statements.add(rows.getString(1));
            }
        }
        for (var statement : statements) {
            run(connection, statement);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String literal(String name) {
        return "'" + name.replace("'", "''") + "'";
    }
}
