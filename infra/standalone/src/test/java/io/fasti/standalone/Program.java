package io.fasti.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged jar as a process of its own, with what it says. */
final class Program implements AutoCloseable {

    static final Path JAR = Path.of("target", "fasti.jar").toAbsolutePath();
    private static final Path PREPARED = Path.of("target", "fasti-prepared", "stamp");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path said;

    private Program(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    static Program run(Path data, Map<String, String> environment, String... arguments) {
        return run(JAR, data, environment, arguments);
    }

    static Program run(Path jar, Path data, Map<String, String> environment, String... arguments) {
        try {
            Path said = Files.createTempFile(Files.createDirectories(Path.of("target", "said")), "run", ".txt");
            ProcessBuilder builder = new ProcessBuilder()
                    .command(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--sun-misc-unsafe-memory-access=allow",
                            "-jar",
                            jar.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            builder.command().addAll(List.of(arguments));
            builder.environment().keySet().removeIf(name -> name.startsWith("FASTI_"));
            builder.environment()
                    .putAll(Map.of(
                            "FASTI_PORT", "0",
                            "FASTI_MANAGEMENT_PORT", "0",
                            "FASTI_DATA", data.toString()));
            if (!Files.exists(PREPARED)) {
                // Run from an IDE: what is not there must not be made beside every test.
                builder.environment().put("FASTI_QUICK_START", "false");
            }
            builder.environment().putAll(environment);
            return new Program(builder.start(), said);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Program awaitReady() {
        await(() -> said().contains(" is ready after "));
        return this;
    }

    int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("It goes on and on:\n" + said());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    int stop() {
        process.destroy();
        return exitCode();
    }

    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    long pid() {
        return process.pid();
    }

    String said() {
        try {
            return Files.readString(said);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String found(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(said());
        if (!matcher.find()) {
            throw new IllegalStateException("No " + pattern + " in:\n" + said());
        }
        return matcher.group(1);
    }

    void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end) || !process.isAlive()) {
                throw new IllegalStateException("It did not come to pass:\n" + said());
            }
            pause();
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }

    private void pause() {
        try {
            var _ = process.waitFor(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
