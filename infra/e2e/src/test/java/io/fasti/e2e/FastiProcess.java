package io.fasti.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** The packaged jar, run as anybody would run it: one process, its environment, its output. */
final class FastiProcess implements AutoCloseable {
    static final String ADMIN_KEY = "sk_live_end-to-end-admin-key-0123456789";
    static final String OPERATOR_KEY = "sk_live_end-to-end-operator-key-0123456789";

    private static final Path JAR = Path.of("..", "standalone", "target", "fasti.jar");
    private static final Path PREPARED = Path.of("..", "standalone", "target", "fasti-prepared", "stamp");
    private static final Pattern ADDRESS = Pattern.compile("http://(?:localhost|127\\.0\\.0\\.1):(\\d+)");
    private static final Duration START = Duration.ofSeconds(120);

    private final Process process;
    private final List<String> output = new ArrayList<>();
    private final CompletableFuture<List<URI>> ready = new CompletableFuture<>();

    private FastiProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    /** Starts on free ports with the data folder, and returns when it answers. */
    static FastiProcess start(Path data, Map<String, String> environment, String... arguments) {
        try {
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar",
                    JAR.toAbsolutePath().normalize().toString()));
            command.addAll(List.of(arguments));
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("FASTI_"));
            builder.environment()
                    .putAll(Map.of(
                            "FASTI_PORT",
                            "0",
                            "FASTI_MANAGEMENT_PORT",
                            "0",
                            "FASTI_DATA",
                            data.toString(),
                            "FASTI_BOOTSTRAP_KEY",
                            ADMIN_KEY,
                            "FASTI_OPERATOR_KEY",
                            OPERATOR_KEY,
                            "FASTI_ALLOW_PRIVATE_TARGETS",
                            "true"));
            if (!Files.exists(PREPARED)) {
                // Run from an IDE: what is not there must not be made beside every test.
                builder.environment().put("FASTI_QUICK_START", "false");
            }
            builder.environment().putAll(environment);
            var fasti = new FastiProcess(builder.start());
            fasti.ready.get(START.toSeconds(), TimeUnit.SECONDS);
            return fasti;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Fasti did not start", e);
        }
    }

    /** A client that calls as the bootstrap tenant's administrator. */
    Client admin() {
        return new Client(address(), ADMIN_KEY);
    }

    Client operator() {
        return new Client(address(), OPERATOR_KEY);
    }

    URI address() {
        return ready.join().getFirst();
    }

    /** The lines printed so far. */
    List<String> output() {
        synchronized (output) {
            return List.copyOf(output);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** SIGTERM, and the exit code. */
    int stop() {
        process.destroy();
        return exit();
    }

    /** SIGKILL: nothing is told, nothing is flushed. */
    void kill() {
        process.destroyForcibly();
        exit();
    }

    private int exit() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("Fasti did not stop within a minute:\n" + String.join("\n", output()));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }

    private void read() {
        var addresses = new ArrayList<URI>();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.add(line);
                }
                var address = ADDRESS.matcher(line);
                if (addresses.isEmpty() && address.find()) {
                    addresses.add(URI.create("http://127.0.0.1:" + address.group(1)));
                    ready.complete(List.copyOf(addresses));
                }
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new IllegalStateException("Fasti ended:\n" + String.join("\n", output())));
    }
}
