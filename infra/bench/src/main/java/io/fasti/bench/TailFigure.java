package io.fasti.bench;

import io.fasti.embedded.PostgresServer;
import io.fasti.embedded.Storage;
import io.fasti.eventstore.Positions;
import io.fasti.eventstore.Tail;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.gateway.CommandGateway;

/**
 * How long it takes from a commit until the read models have it and whoever waited for it may read, while commands come at
 * a steady rate: all in one process, and with a second one that follows. Beside it, from a commit to its notification.
 */
final class TailFigure {
    private static final long GRACE_SECONDS = 15;

    private final int perSecond;
    private final int rounds;
    private final int seconds;
    private final int warmUp;
    private final Figures figures = new Figures();

    TailFigure(int perSecond, int rounds, int seconds, int warmUp) {
        this.perSecond = perSecond;
        this.rounds = rounds;
        this.seconds = seconds;
        this.warmUp = warmUp;
    }

    void measure() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("fasti-tail");
        try (var postgres = PostgresServer.start(folder.resolve("postgres"), Storage.DURABLE)) {
            var raw = new RawSql(postgres.database("bench"), postgres.user(), postgres.password());
            raw.prepare();
            var one = new RawSql(postgres.database("one"), postgres.user(), postgres.password());
            var two = new RawSql(postgres.database("two"), postgres.user(), postgres.password());
            try (var all = Things.start(one, Things.Commands.class, Things.ReadModels.class);
                    var alone = Things.start(two, Things.Commands.class);
                    var follower = TailFollower.start(two);
                    var ofAll = new Sightings(all.getBean(Tail.class), all.getBean(Positions.class), true);
                    var ofAlone = new Sightings(alone.getBean(Tail.class), alone.getBean(Positions.class), false)) {
                var here = all.getBean(CommandGateway.class);
                var there = alone.getBean(CommandGateway.class);
                steadily(here, warmUp);
                steadily(there, warmUp);
                for (int round = 0; round < rounds; round++) {
                    var notified = raw.notified(perSecond, seconds);
                    figures.add("raw_notify_p50_ms", notified.percentile(50));
                    figures.add("raw_notify_p99_ms", notified.percentile(99));
                    ofAll.clear();
                    double cpu = cpu(postgres) + Cpu.millis(ProcessHandle.current());
                    int sent = steadily(here, seconds);
                    figures.add(
                            "one_process_cpu_us",
                            (cpu(postgres) + Cpu.millis(ProcessHandle.current()) - cpu) * 1000 / sent);
                    tell("one_process", sent, ofAll.heard(), ofAll.applied());
                    follower.applied();
                    ofAlone.clear();
                    cpu = cpu(postgres) + Cpu.millis(ProcessHandle.current()) + Cpu.millis(follower.handle());
                    sent = steadily(there, seconds);
                    figures.add(
                            "two_processes_cpu_us",
                            (cpu(postgres) + Cpu.millis(ProcessHandle.current()) + Cpu.millis(follower.handle()) - cpu)
                                    * 1000
                                    / sent);
                    tell("two_processes", sent, ofAlone.heard(), follower.applied());
                }
            }
        } finally {
            Folders.delete(folder);
        }
        System.out.println(figures.json(
                "tail",
                Map.of("per_second", perSecond, "rounds", rounds, "seconds", seconds, "warm_up_seconds", warmUp)));
    }

    private void tell(String name, int sent, Map<Long, Long> committed, Map<Long, Long> applied) {
        var latencies = new Latencies();
        var missing = new HashMap<>(committed);
        applied.forEach((position, at) -> {
            var from = missing.remove(position);
            if (from != null) {
                latencies.add(at - from);
            }
        });
        figures.add(name + "_p50_ms", latencies.percentile(50));
        figures.add(name + "_p99_ms", latencies.percentile(99));
        figures.add(name + "_max_ms", latencies.percentile(100));
        figures.add(name + "_missing", sent - latencies.size());
        figures.add(name + "_per_s", (double) committed.size() / seconds);
    }

    /** Commands at their times, however long those before take. How many. */
    private int steadily(CommandGateway gateway, int time) throws InterruptedException {
        int commands = perSecond * time;
        var done = new AtomicInteger();
        var begin = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < commands; i++) {
                long due = begin + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                threads.execute(() -> {
                    Things.create(gateway);
                    done.incrementAndGet();
                });
            }
            threads.shutdown();
            if (!threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        }
        // Those who wait for the last ones are to be told, too.
        TimeUnit.MILLISECONDS.sleep(300);
        return done.get();
    }

    private static double cpu(PostgresServer postgres) {
        return ProcessHandle.of(postgres.pid()).map(Cpu::millisOfTree).orElse(0.0);
    }
}
