package io.fasti.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/** What PostgreSQL itself can do when nothing stands between: the limit that figures are compared with. */
record RawSql(String url, String user, String password) {
    private static final AtomicLong NEXT = new AtomicLong(System.nanoTime());

    void prepare() {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    create table if not exists bench_row (
                        id text primary key, payload text not null, at timestamptz not null default now())""");
            statement.execute("""
                    insert into bench_row (id, payload)
                    select 'k' || i, repeat('x', 400) from generate_series(0, 9999) i on conflict do nothing""");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One-row inserts per second, each its own transaction, over that many connections. */
    double inserts(int connections, Duration duration) {
        return rate(
                connections, duration, "insert into bench_row (id, payload) values (?, repeat('x', 400))", insert -> {
                    insert.setString(1, "n" + NEXT.incrementAndGet());
                    insert.executeUpdate();
                });
    }

    /** Selects per second by primary key over that many connections. */
    double selects(int connections, Duration duration) {
        return rate(connections, duration, "select id, payload, at from bench_row where id = ?", select -> {
            select.setString(1, "k" + NEXT.incrementAndGet() % 10_000);
            try (var rows = select.executeQuery()) {
                rows.next();
            }
        });
    }

    /**
     * Seconds that PostgreSQL needs to give out all events in their order, and to take in the rows of a table, both in bulk
     * and with nothing in between.
     */
    double copies(String table) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            var rows = new ByteArrayOutputStream();
            copy.copyOut("copy (select * from " + table + ") to stdout", rows);
            statement.execute("drop table if exists raw_rows");
            statement.execute("create table raw_rows as select * from " + table + " limit 0");
            var start = System.nanoTime();
            copy.copyOut(
                    "copy (select * from event_store.event order by position) to stdout (format binary)",
                    OutputStream.nullOutputStream());
            copy.copyIn("copy raw_rows from stdin", new ByteArrayInputStream(rows.toByteArray()));
            return (System.nanoTime() - start) / 1e9;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How long after a commit another connection is notified of it, at a steady rate of one-row inserts. */
    Latencies notified(int perSecond, int seconds) {
        int all = perSecond * seconds;
        var committed = new AtomicLongArray(all);
        var heard = new AtomicLongArray(all);
        try (var sender = connect();
                var listener = connect();
                var insert = sender.prepareStatement("""
                        with added as (insert into bench_row (id, payload) values (?, repeat('x', 400)) returning id)
                        select pg_notify('bench', ?) from added""");
                var threads = Executors.newSingleThreadExecutor()) {
            try (var listen = listener.createStatement()) {
                listen.execute("listen bench");
            }
            var postgres = listener.unwrap(PGConnection.class);
            var hearing = threads.submit(() -> {
                for (int count = 0; count < all; ) {
                    var news = postgres.getNotifications(5_000);
                    var now = System.nanoTime();
                    if (news.length == 0) {
                        return null;
                    }
                    for (var each : news) {
                        heard.set(Integer.parseInt(each.getParameter()), now);
                        count++;
                    }
                }
                return null;
            });
            var begin = System.nanoTime();
            for (int i = 0; i < all; i++) {
                long due = begin + i * 1_000_000_000L / perSecond;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                insert.setString(1, "t" + NEXT.incrementAndGet());
                insert.setString(2, String.valueOf(i));
                insert.execute();
                committed.set(i, System.nanoTime());
            }
            hearing.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        var latencies = new Latencies();
        for (int i = 0; i < all; i++) {
            if (heard.get(i) > 0) {
                latencies.add(heard.get(i) - committed.get(i));
            }
        }
        return latencies;
    }

    private interface Call {
        void on(PreparedStatement statement) throws SQLException;
    }

    private double rate(int connections, Duration duration, String sql, Call call) {
        var done = new LongAdder();
        var start = System.nanoTime();
        var end = start + duration.toNanos();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var futures = IntStream.range(0, connections)
                    .mapToObj(_ -> threads.submit(() -> {
                        try (var connection = connect();
                                var statement = connection.prepareStatement(sql)) {
                            while (System.nanoTime() < end) {
                                call.on(statement);
                                done.increment();
                            }
                        }
                        return null;
                    }))
                    .toList();
            for (var future : futures) {
                future.get();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return done.sum() * 1e9 / (System.nanoTime() - start);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
