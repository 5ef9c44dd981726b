package io.fasti.torture;

import io.fasti.torture.Cluster.Node;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Makes go wrong what can go wrong: each kind once, in an order that the seed says, and then again by chance. */
final class Mischief implements AutoCloseable {
    /** The lock under which events are appended: somebody else may hold it too long. */
    private static final long APPEND_LOCK = 0x6661737469_02L;

    private static final String AT_THE_COMMIT =
            "constraint trigger %1$s after insert on event_store.event deferrable initially deferred for each row";

    private enum Kind {
        KILL_A_PROCESS,
        PAUSE_A_PROCESS,
        KILL_POSTGRES,
        RESTART_POSTGRES,
        KILL_KAFKA,
        CUT_CONNECTIONS,
        SWALLOW_ANSWERS,
        TERMINATE_BACKENDS,
        CANCEL_STATEMENTS,
        DISK_FULL_AT_THE_EVENT,
        DISK_FULL_AT_THE_COMMIT,
        SLOW_COMMITS,
        LOCK_THE_TABLE,
        HOLD_THE_APPEND_LOCK,
        HOLD_A_TRANSACTION;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** What is easiest to get wrong, and soon over: the most of it, once everything has been done once. */
    private static final List<Kind> LIGHT =
            List.of(Kind.CUT_CONNECTIONS, Kind.SWALLOW_ANSWERS, Kind.TERMINATE_BACKENDS, Kind.CANCEL_STATEMENTS);

    /** While it lasts nobody can write, and a test of that is over soon. */
    private static final List<Kind> STANDSTILL =
            List.of(Kind.KILL_POSTGRES, Kind.RESTART_POSTGRES, Kind.LOCK_THE_TABLE, Kind.HOLD_THE_APPEND_LOCK);

    private final Cluster cluster;
    private final List<Kind> kinds;
    private final Random random;
    private final Report report;
    private final BooleanSupplier goesOn;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

    Mischief(Cluster cluster, Settings settings, Report report, BooleanSupplier goesOn) {
        this.cluster = cluster;
        this.kinds = Stream.of(Kind.values())
                .filter(kind -> settings.only().isEmpty() || settings.only().contains(kind.toString()))
                .toList();
        this.random = new Random(settings.seed() ^ 0x5eed);
        this.report = report;
        this.goesOn = goesOn;
    }

    /** @param pause between two of them, on average */
    void make(Duration pause) {
        var first = new ArrayList<>(kinds);
        Collections.shuffle(first, random);
        var light = kinds.stream().filter(LIGHT::contains).toList();
        var next = pause;
        while (goesOn.getAsBoolean()) {
            LockSupport.parkNanos(next.toNanos() / 2 + random.nextLong(next.toNanos()));
            if (goesOn.getAsBoolean() && !kinds.isEmpty()) {
                var all = random.nextInt(4) == 0 || light.isEmpty() ? kinds : light;
                var kind = first.isEmpty() ? all.get(random.nextInt(all.size())) : first.removeLast();
                make(kind);
                next = STANDSTILL.contains(kind) ? pause.multipliedBy(4) : pause;
            }
        }
    }

    private void make(Kind kind) {
        var node = cluster.nodes().get(random.nextInt(cluster.nodes().size()));
        var time = Duration.ofMillis(300 + random.nextInt(1_200));
        report.happened(
                "mischief: " + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
        switch (kind) {
            case KILL_A_PROCESS -> kill(node);
            case PAUSE_A_PROCESS ->
                later(() -> {
                    node.program().pause();
                    LockSupport.parkNanos(time.multipliedBy(3).toNanos());
                    node.program().resume();
                });
            case KILL_POSTGRES -> cluster.killPostgres("KILL");
            case RESTART_POSTGRES -> cluster.killPostgres("INT");
            case KILL_KAFKA ->
                later(() -> {
                    cluster.kafka().kill();
                    LockSupport.parkNanos(time.toNanos());
                    start(cluster.kafka());
                });
            case CUT_CONNECTIONS -> node.wire().cut();
            case SWALLOW_ANSWERS -> node.wire().swallowAnswers();
            case TERMINATE_BACKENDS -> sql("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where application_name <> 'torture' and datname = 'fasti' and random() < 0.5""");
            case CANCEL_STATEMENTS ->
                later(() -> {
                    for (int i = 0; i < 20; i++) {
                        sql("""
                            select pg_cancel_backend(pid) from pg_stat_activity
                            where application_name = 'fasti commit' and state = 'active'""");
                        LockSupport.parkNanos(5_000_000);
                    }
                });
            case DISK_FULL_AT_THE_EVENT ->
                trigger("disk_full", "trigger %1$s before insert on event_store.event for each statement", time);
            case DISK_FULL_AT_THE_COMMIT -> trigger("disk_full", AT_THE_COMMIT, time);
            case SLOW_COMMITS -> trigger("slow_commit", AT_THE_COMMIT, time.multipliedBy(8));
            case LOCK_THE_TABLE ->
                hold("lock table event_store.event in share row exclusive mode", time.multipliedBy(3));
            case HOLD_THE_APPEND_LOCK ->
                hold("select pg_advisory_xact_lock(" + APPEND_LOCK + ")", time.multipliedBy(3));
            case HOLD_A_TRANSACTION ->
                hold(
                        "set transaction isolation level repeatable read; select count(*) from event_store.event;"
                                + " insert into torture.scratch values (1)",
                        time.multipliedBy(6));
        }
    }

    /** It comes back at once. One at least stays, so that there is always somebody to ask. */
    private void kill(Node node) {
        if (cluster.ready().anyMatch(other -> other.number() != node.number())) {
            later(() -> {
                node.program().kill();
                start(node.program());
            });
        }
    }

    /** One that finds PostgreSQL away while it starts ends again, as it should. */
    private static void start(Program program) {
        for (int attempt = 1; ; attempt++) {
            try {
                program.start();
                return;
            } catch (IllegalStateException e) {
                if (attempt == 10) {
                    throw e;
                }
                LockSupport.parkNanos(500_000_000);
            }
        }
    }

    /** What PostgreSQL itself would do or say in such a moment, where it would: by a trigger that is there for a while. */
    private void trigger(String function, String when, Duration time) {
        later(() -> {
            sql("create " + when.formatted(function) + " execute function torture." + function + "()");
            LockSupport.parkNanos(time.toNanos());
            untilDone("drop trigger if exists " + function + " on event_store.event");
        });
    }

    private void hold(String sql, Duration time) {
        later(() -> {
            try (var connection = cluster.connect();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute(sql);
                LockSupport.parkNanos(time.toNanos());
                connection.rollback();
            } catch (SQLException _) {
                report.happened("mischief that failed");
            }
        });
    }

    /** Makes what some kinds need. */
    static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    create schema torture;
                    create table torture.scratch (n int);
                    create function torture.disk_full() returns trigger language plpgsql as $$
                    begin
                        raise exception 'could not extend file: No space left on device' using errcode = '53100';
                    end $$;
                    create function torture.slow_commit() returns trigger language plpgsql as $$
                    begin
                        perform pg_sleep(random() * 0.04);
                        return null;
                    end $$""");
        }
    }

    /** Waits until everything that was made to go wrong is right again. */
    @Override
    public void close() {
        background.close();
        untilDone("drop trigger if exists disk_full on event_store.event");
        untilDone("drop trigger if exists slow_commit on event_store.event");
        cluster.nodes().forEach(node -> {
            node.program().resume();
            start(node.program());
        });
        start(cluster.kafka());
    }

    private void later(Runnable mischief) {
        background.execute(() -> {
            try {
                mischief.run();
            } catch (RuntimeException e) {
                report.happened("mischief that failed: " + e.getMessage());
            }
        });
    }

    private void sql(String sql) {
        try (var connection = cluster.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException _) {
            report.happened("mischief that failed");
        }
    }

    private void untilDone(String sql) {
        for (int attempt = 0; attempt < 200; attempt++) {
            try (var connection = cluster.connect();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
                return;
            } catch (SQLException _) {
                LockSupport.parkNanos(100_000_000);
            }
        }
        throw new IllegalStateException("never done: " + sql);
    }
}
