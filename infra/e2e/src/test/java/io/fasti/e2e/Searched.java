package io.fasti.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fasti.testing.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A database that is looked through as a whole: every row of every table, and what PostgreSQL knows of their columns. */
final class Searched implements AutoCloseable {
    private static final String STATISTICS = "pg_catalog.pg_stats";

    private final Connection connection;

    Searched(Database database) {
        try {
            connection = DriverManager.getConnection(database.url(), database.user(), database.password());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where any of these texts stand, as text or as the bytes of it: {@code query.user: Ada}. */
    List<String> find(Collection<String> texts) {
        var found = new ArrayList<String>();
        for (var table : tables()) {
            if (isIn(table, texts)) {
                texts.stream()
                        .filter(text -> isIn(table, List.of(text)))
                        .forEach(text -> found.add(table + ": " + text));
            }
        }
        return found;
    }

    private boolean isIn(String table, Collection<String> texts) {
        var patterns = texts.stream()
                .flatMap(text -> Stream.of(text, HexFormat.of().formatHex(text.getBytes(UTF_8))))
                .map(text -> "'%" + text + "%'")
                .collect(Collectors.joining(", "));
        return count(table + " t where t::text ilike any (array[" + patterns + "])") > 0;
    }

    /** The tables in which any of these texts stand. */
    Collection<String> findAny(Collection<String> texts) {
        var tables = new TreeSet<String>();
        find(texts).forEach(found -> tables.add(found.substring(0, found.indexOf(':'))));
        return tables;
    }

    long count(String from) {
        try (var select = connection.createStatement();
                var rows = select.executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(from, e);
        }
    }

    void run(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What PostgreSQL does by itself now and then. */
    void analyze() {
        run("analyze");
    }

    private List<String> tables() {
        var tables = new ArrayList<>(List.of(STATISTICS));
        try (var select = connection.createStatement();
                var rows = select.executeQuery("""
                        select format('%I.%I', n.nspname, c.relname)
                        from pg_class c
                        join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
                        """)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
