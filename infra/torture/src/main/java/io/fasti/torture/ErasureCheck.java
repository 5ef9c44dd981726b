package io.fasti.torture;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Who was erased is closed, nobody else is, and no row of any table holds what a writer once said of them. */
final class ErasureCheck implements Check {
    /** What writers say of one user only; clashing e-mails go from one to the next. */
    private static final Pattern OWN = Pattern.compile("(?:w|moved-)\\d+-\\d+@example\\.com|Name of \\d+-\\d+\\b");

    private final Connection connection;
    private final Ledger ledger;
    private final Report report;
    private final Map<String, Set<String>> values = new HashMap<>();
    private final Set<String> erased = new HashSet<>();
    private final Set<String> closed = new HashSet<>();

    ErasureCheck(Connection connection, Ledger ledger, Report report) {
        this.connection = connection;
        this.ledger = ledger;
        this.report = report;
    }

    @Override
    public void take(Event event) {
        var id = event.aggregateId();
        if (event.type().equals("user.erased")) {
            erased.add(id);
        }
        if (event.closed()) {
            closed.add(id);
        }
        var attempt = ledger.attempt(event.origin().path("requestId").asString(""));
        if (attempt != null && event.aggregateType().equals("user")) {
            values.computeIfAbsent(id, _ -> new HashSet<>()).addAll(attempt.deed.values.values());
        }
    }

    @Override
    public void finish() throws SQLException {
        report.looked(Promise.ERASED, erased.size());
        closed.stream()
                .filter(id -> !erased.contains(id))
                .forEach(id -> report.broken(Promise.ERASED, id + " has lost its key, and was not erased"));
        erased.stream()
                .filter(id -> !closed.contains(id))
                .forEach(id -> report.broken(Promise.ERASED, id + " was erased, and has a key"));
        var forgotten = new HashSet<String>();
        erased.forEach(id -> values.getOrDefault(id, Set.of()).stream()
                .filter(value -> OWN.matcher(value).matches())
                .forEach(forgotten::add));
        for (var table : tables()) {
            search(table, forgotten);
        }
    }

    private List<String> tables() throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select format('%I.%I', table_schema, table_name)
                        from information_schema.tables
                        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')""")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private void search(String table, Set<String> forgotten) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(2_000);
            try (var rows = statement.executeQuery("select t::text from " + table + " t")) {
                while (rows.next()) {
                    OWN.matcher(rows.getString(1))
                            .results()
                            .filter(found -> forgotten.contains(found.group()))
                            .forEach(found ->
                                    report.broken(Promise.ERASED, found.group() + " was erased, and is in " + table));
                }
            }
        }
    }
}
