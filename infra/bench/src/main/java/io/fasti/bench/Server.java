package io.fasti.bench;

import io.fasti.embedded.PostgresServer;
import io.fasti.embedded.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** The packaged jar on a durable PostgreSQL of its own, as a process, with what it takes to measure it. */
final class Server implements AutoCloseable {
    static final String KEY = "sk_live_benchmark-key-0123456789abcdef";
    static final Map<String, String> HEADERS = Map.of("Authorization", "Bearer " + KEY);
    private static final Pattern ADDRESS = Pattern.compile("http://(?:localhost|127\\.0\\.0\\.1):(\\d+)");

    private final PostgresServer postgres;
    private final RawSql raw;
    private final Process process;
    private final URI address;
    private final Duration start;

    private Server(PostgresServer postgres, RawSql raw, Process process, URI address, Duration start) {
        this.postgres = postgres;
        this.raw = raw;
        this.process = process;
        this.address = address;
        this.start = start;
    }

    static Server start(Path folder, Path jar) throws IOException {
        var postgres = PostgresServer.start(folder.resolve("postgres"), Storage.DURABLE);
        var url = postgres.database("fasti");
        var raw = new RawSql(postgres.database("bench"), postgres.user(), postgres.password());
        raw.prepare();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "FASTI_PORT",
                        "0",
                        "FASTI_MANAGEMENT_PORT",
                        "0",
                        "FASTI_DATA",
                        folder.resolve("fasti").toString(),
                        "FASTI_BOOTSTRAP_KEY",
                        KEY,
                        "FASTI_POSTGRES_URL",
                        url,
                        "FASTI_POSTGRES_USER",
                        postgres.user(),
                        "FASTI_POSTGRES_PASSWORD",
                        postgres.password()));
        if (!Files.exists(jar.resolveSibling("fasti-prepared").resolve("stamp"))) {
            // What is made in the background would be measured, too.
            builder.environment().put("FASTI_QUICK_START", "false");
        }
        var begin = System.nanoTime();
        var process = builder.start();
        var output = new StringBuilder();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            output.append(line).append('\n');
            var found = ADDRESS.matcher(line);
            if (found.find()) {
                var address = URI.create("http://127.0.0.1:" + found.group(1));
                var start = Duration.ofNanos(System.nanoTime() - begin);
                Thread.ofVirtual().start(() -> drain(lines));
                return new Server(postgres, raw, process, address, start);
            }
        }
        postgres.close();
        throw new IllegalStateException("Fasti did not start:\n" + output);
    }

    /** From the start of the process to the line that says it is ready. */
    Duration startTook() {
        return start;
    }

    String url(String path) {
        return address + "/t/acme-corp/api/v1/admin" + path;
    }

    RawSql raw() {
        return raw;
    }

    String get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url(path))).GET());
    }

    String post(String path, String json) {
        return send(HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static String send(HttpRequest.Builder request) {
        HEADERS.forEach(request::header);
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    double serverCpuMillis() {
        return Cpu.millisOfTree(process.toHandle());
    }

    double postgresCpuMillis() {
        return ProcessHandle.of(postgres.pid()).map(Cpu::millisOfTree).orElse(0.0);
    }

    long residentMiB() {
        return Cpu.residentMiB(process.toHandle());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            postgres.close();
        }
    }

    private static void drain(BufferedReader lines) {
        try {
            while (lines.readLine() != null) {
                // only so that the process never waits for its output to be read
            }
        } catch (IOException _) {
            // It has ended.
        }
    }
}
