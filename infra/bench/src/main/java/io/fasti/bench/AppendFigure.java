package io.fasti.bench;

import io.fasti.embedded.PostgresServer;
import io.fasti.embedded.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.commandhandling.gateway.CommandGateway;

/**
 * How many commands a second become an event and a row of the directory, from Axon's command gateway to the commit and
 * back, each of a new aggregate. Beside it, what PostgreSQL can do of one-row inserts, each a transaction and each caller
 * with a connection of its own.
 */
final class AppendFigure {
    private final int callers;
    private final int rounds;
    private final Duration duration;
    private final int warmUp;
    private final Figures figures = new Figures();

    AppendFigure(int callers, int rounds, int seconds, int warmUp) {
        this.callers = callers;
        this.rounds = rounds;
        this.duration = Duration.ofSeconds(seconds);
        this.warmUp = warmUp;
    }

    void measure() throws IOException, InterruptedException, ExecutionException {
        var folder = Files.createTempDirectory("fasti-append");
        try (var postgres = PostgresServer.start(folder.resolve("postgres"), Storage.DURABLE)) {
            var raw = new RawSql(postgres.database("bench"), postgres.user(), postgres.password());
            raw.prepare();
            var store = new RawSql(postgres.database("fasti"), postgres.user(), postgres.password());
            try (var context = Things.start(store, Things.Commands.class)) {
                var gateway = context.getBean(CommandGateway.class);
                append(gateway, Duration.ofSeconds(warmUp), new Latencies());
                for (int round = 0; round < rounds; round++) {
                    raw(raw, postgres);
                    append(gateway, postgres);
                }
            }
        } finally {
            Folders.delete(folder);
        }
        figures.add("ratio_to_raw", figures.median("appends_per_s") / figures.median("raw_insert_per_s"));
        System.out.println(figures.json(
                "append",
                Map.of(
                        "callers",
                        callers,
                        "rounds",
                        rounds,
                        "seconds",
                        duration.toSeconds(),
                        "warm_up_seconds",
                        warmUp)));
    }

    private void raw(RawSql raw, PostgresServer postgres) {
        var before = cpu(postgres);
        var rate = raw.inserts(callers, duration);
        figures.add("raw_insert_per_s", rate);
        figures.add("raw_postgres_cpu_us", (cpu(postgres) - before) * 1000 / (rate * duration.toSeconds()));
    }

    private void append(CommandGateway gateway, PostgresServer postgres)
            throws InterruptedException, ExecutionException {
        var ofPostgres = cpu(postgres);
        var ofJvm = Cpu.millis(ProcessHandle.current());
        var latencies = new Latencies();
        figures.add("appends_per_s", append(gateway, duration, latencies));
        figures.add("p50_ms", latencies.percentile(50));
        figures.add("p99_ms", latencies.percentile(99));
        figures.add("jvm_cpu_us", (Cpu.millis(ProcessHandle.current()) - ofJvm) * 1000 / latencies.size());
        figures.add("postgres_cpu_us", (cpu(postgres) - ofPostgres) * 1000 / latencies.size());
    }

    private double append(CommandGateway gateway, Duration time, Latencies latencies)
            throws InterruptedException, ExecutionException {
        var begin = System.nanoTime();
        var end = begin + time.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < callers; i++) {
                all.add(threads.submit(() -> {
                    for (var now = System.nanoTime(); now < end; ) {
                        Things.create(gateway);
                        var then = System.nanoTime();
                        latencies.add(then - now);
                        now = then;
                    }
                }));
            }
            for (var each : all) {
                each.get();
            }
        }
        return latencies.size() * 1e9 / (System.nanoTime() - begin);
    }

    private static double cpu(PostgresServer postgres) {
        return ProcessHandle.of(postgres.pid()).map(Cpu::millisOfTree).orElse(0.0);
    }
}
