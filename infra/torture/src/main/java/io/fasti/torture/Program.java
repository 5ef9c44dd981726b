package io.fasti.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A process that can be killed, paused, and started again at the same place. Its output goes to a file. */
final class Program implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(120);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Predicate<String> saysReady;
    private final Path log;
    private @Nullable Process process;
    private volatile boolean ready;
    private volatile String readyLine = "";

    /** @param saysReady whether a line of output means that it can be used from now on */
    Program(String name, List<String> command, Map<String, String> environment, Predicate<String> saysReady, Path log) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.saysReady = saysReady;
        this.log = log;
    }

    static List<String> java(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts, and returns when it can be used. */
    synchronized void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        var isReady = new CompletableFuture<Void>();
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeIf(variable -> variable.startsWith("FASTI_"));
            builder.environment().putAll(environment);
            var started = builder.start();
            process = started;
            Thread.ofVirtual().start(() -> read(started, isReady));
            isReady.get(START.toSeconds(), TimeUnit.SECONDS);
            ready = true;
        } catch (Exception e) {
            throw new IllegalStateException(name + " did not start, see " + log, e);
        }
    }

    boolean isReady() {
        return ready;
    }

    /** The line that said so, the last time. */
    String readyLine() {
        return readyLine;
    }

    String name() {
        return name;
    }

    /** SIGKILL: nothing is told, nothing is flushed. */
    synchronized void kill() {
        ready = false;
        var running = process;
        if (running != null) {
            running.destroyForcibly();
            waitFor(running);
        }
    }

    /** SIGSTOP: it stands still and does not know it. */
    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    @Override
    public void close() {
        resume();
        ready = false;
        var running = process;
        if (running != null) {
            running.destroy();
            waitFor(running);
        }
    }

    private void signal(String signal) {
        var running = process;
        if (running != null && running.isAlive()) {
            Signals.send(signal, running.pid());
        }
    }

    private void waitFor(Process running) {
        try {
            if (!running.waitFor(30, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(name + " was not waited for", e);
        }
    }

    private void read(Process running, CompletableFuture<Void> isReady) {
        try (var lines = running.inputReader(StandardCharsets.UTF_8);
                var out = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write(line);
                out.newLine();
                out.flush();
                if (saysReady.test(line)) {
                    readyLine = line;
                    isReady.complete(null);
                }
            }
        } catch (IOException _) {
            // A process that is killed says nothing more.
        } finally {
            isReady.completeExceptionally(new IllegalStateException(name + " has ended"));
        }
    }
}
