package io.fasti.bench;

import io.fasti.embedded.PostgresServer;
import io.fasti.embedded.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What becomes of the store's statements when there are many events: appending, loading a stream, reading on, vacuum and
 * sizes; and the same with the events in ranges of positions and a table of heads. The statements are sent as the store
 * sends them, by one connection; beside them, one-row inserts into an empty table of a database of its own.
 */
final class GrowthFigure {
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final long BYTES_PER_ROW = 2_000;

    private final long rows;
    private final int rounds;
    private final boolean partitions;
    private final Figures figures = new Figures();
    private final Map<String, String> plans = new LinkedHashMap<>();
    private long batches;

    /** @param partitions whether the same is measured by ranges, too */
    GrowthFigure(int rows, int rounds, boolean partitions) {
        this.rows = rows - rows % (2L * EventTable.LENGTH);
        this.rounds = rounds;
        this.partitions = partitions;
    }

    void measure() throws IOException, SQLException {
        var folder = Files.createTempDirectory("fasti-growth");
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < rows * BYTES_PER_ROW) {
            throw new IllegalStateException("%d MB are free in %s, %d MB may be needed"
                    .formatted(free >> 20, folder, rows * BYTES_PER_ROW >> 20));
        }
        try (var postgres = PostgresServer.start(folder.resolve("postgres"), Storage.DURABLE)) {
            var raw = new RawSql(postgres.database("bench"), postgres.user(), postgres.password());
            raw.prepare();
            var store = new RawSql(postgres.database("fasti"), postgres.user(), postgres.password());
            Things.start(store, Things.Commands.class).close();
            try (var connection = DriverManager.getConnection(store.url(), store.user(), store.password())) {
                measure(connection, raw, postgres);
            }
        } finally {
            Folders.delete(folder);
        }
        var json = figures.json("growth", Map.of("rows", rows, "rounds", rounds));
        System.out.println(json.substring(0, json.length() - 2)
                + ",\n  \"plans\": {"
                + String.join(
                        ",",
                        plans.entrySet().stream()
                                .map(plan -> "\n    \"" + plan.getKey() + "\": " + plan.getValue())
                                .toList())
                + "\n  }\n}");
    }

    private void measure(Connection connection, RawSql raw, PostgresServer postgres) throws SQLException {
        run(connection, "set random_page_cost = 1.1");
        timed("fill_s", () -> EventTable.fill(connection, rows));
        plan(connection, "load_before_analyze", EventTable.PLAIN, 0);
        timed("vacuum_s", () -> run(connection, "vacuum event_store.event"));
        timed("analyze_s", () -> run(connection, "analyze event_store.event"));
        sizes(connection, "plain", "event_store.event");
        plan(connection, "load_spread", EventTable.PLAIN, 0);
        plan(connection, "load_together", EventTable.PLAIN, 1);
        if (partitions) {
            timed("parts_fill_s", () -> EventTable.part(connection, rows));
            sizes(connection, "parts", "parts.event");
            sizes(connection, "parts_head", "parts.head");
            plan(connection, "parts_load_spread", EventTable.PARTITIONED, 0);
            plan(connection, "parts_load_together", EventTable.PARTITIONED, 1);
        }
        run(connection, "checkpoint");
        for (int round = 0; round < rounds; round++) {
            System.err.println("round " + (round + 1));
            figures.add("raw_insert_per_s", raw.inserts(16, TIME));
            statements(connection, postgres, "plain", EventTable.PLAIN);
            if (partitions) {
                statements(connection, postgres, "parts", EventTable.PARTITIONED);
            }
        }
        timed("vacuum_after_appends_s", () -> run(connection, "vacuum event_store.event"));
        if (partitions) {
            timed("parts_vacuum_after_appends_s", () -> run(connection, "vacuum parts.event_10"));
            timed("parts_head_vacuum_after_appends_s", () -> run(connection, "vacuum parts.head"));
        }
    }

    private void statements(Connection connection, PostgresServer postgres, String name, EventTable table)
            throws SQLException {
        connection.setAutoCommit(false);
        try (var append = connection.prepareStatement(table.append())) {
            observe(postgres, name + "_append", EventTable.batch(), () -> {
                table.append(connection, append, rows, batches++);
            });
        }
        connection.setAutoCommit(true);
        for (int kind = 0; kind < 2; kind++) {
            int of = kind;
            try (var load = connection.prepareStatement(table.load())) {
                observe(postgres, name + "_load_" + EventTable.kinds()[kind], 1, () -> {
                    table.load(load, EventTable.any(of, rows, ThreadLocalRandom.current()));
                    count(load.executeQuery(), EventTable.LENGTH);
                });
            }
        }
        try (var after = connection.prepareStatement(table.after())) {
            observe(postgres, name + "_tail", 2_000, () -> {
                after.setLong(1, ThreadLocalRandom.current().nextLong(rows * 9 / 10, rows - 2_000));
                count(after.executeQuery(), 2_000);
            });
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    private void observe(PostgresServer postgres, String name, int each, Work work) throws SQLException {
        var latencies = new Latencies();
        var cpu = cpu(postgres);
        var begin = System.nanoTime();
        var end = begin + TIME.toNanos();
        for (var now = begin; now < end; ) {
            work.run();
            var then = System.nanoTime();
            latencies.add(then - now);
            now = then;
        }
        double done = (double) latencies.size() * each;
        figures.add(name + "_per_s", done * 1e9 / (System.nanoTime() - begin));
        figures.add(name + "_p50_ms", latencies.percentile(50));
        figures.add(name + "_p99_ms", latencies.percentile(99));
        figures.add(name + "_postgres_cpu_us", (cpu(postgres) - cpu) * 1000 / done);
    }

    private static void count(java.sql.ResultSet found, int least) throws SQLException {
        try (found) {
            int count = 0;
            while (found.next()) {
                count++;
            }
            if (count < least) {
                throw new IllegalStateException(count + " rows");
            }
        }
    }

    private void plan(Connection connection, String name, EventTable table, int kind) throws SQLException {
        try (var explain =
                connection.prepareStatement("explain (analyze, buffers, costs off, format json) " + table.load())) {
            table.load(explain, EventTable.any(kind, rows, ThreadLocalRandom.current()));
            try (var plan = explain.executeQuery()) {
                plan.next();
                plans.put(name, plan.getString(1));
            }
        }
    }

    private void sizes(Connection connection, String name, String table) throws SQLException {
        try (var select = connection.prepareStatement("""
                select coalesce(sum(pg_total_relation_size(relid)), pg_total_relation_size(?::regclass))
                from pg_partition_tree(?::regclass)
                where isleaf""")) {
            select.setString(1, table);
            select.setString(2, table);
            try (var size = select.executeQuery()) {
                size.next();
                figures.add(name + "_mib_with_indexes", size.getDouble(1) / (1 << 20));
            }
        }
        for (var index : indexes(connection, table)) {
            figures.add(name + "_index_mib " + index.name(), index.bytes() / (1 << 20));
        }
    }

    private record Index(String name, double bytes) {}

    private static List<Index> indexes(Connection connection, String table) throws SQLException {
        try (var select = connection.prepareStatement("""
                select pg_get_indexdef(i.indexrelid) as definition,
                    coalesce(
                        (select sum(pg_relation_size(t.relid)) from pg_partition_tree(i.indexrelid) t),
                        pg_relation_size(i.indexrelid)) as size
                from pg_index i
                where i.indrelid = ?::regclass""")) {
            select.setString(1, table);
            var indexes = new ArrayList<Index>();
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    var definition = found.getString(1);
                    indexes.add(new Index(
                            definition.substring(definition.lastIndexOf('(')).replace("\"", ""), found.getDouble(2)));
                }
            }
            return indexes;
        }
    }

    private void timed(String name, Work work) throws SQLException {
        var begin = System.nanoTime();
        work.run();
        var seconds = (System.nanoTime() - begin) / 1e9;
        figures.add(name, seconds);
        System.err.printf("%s %.1f%n", name, seconds);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static double cpu(PostgresServer postgres) {
        return ProcessHandle.of(postgres.pid()).map(Cpu::millisOfTree).orElse(0.0);
    }
}
