package io.fasti.standalone;

import io.fasti.embedded.PostgresServer;
import io.fasti.embedded.StartFailed;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes what lets the jar start several times faster: unpacks it, runs it once on data of its own with the calls of an
 * ordinary day, and keeps what the JVM has learned. Takes up to a minute, once for a jar and a Java; ended in the middle, it
 * has done nothing.
 */
final class Preparation {

    private static final String KEY = "sk_live_rehearsal-0123456789abcdef0123";
    private static final Pattern ADDRESS = Pattern.compile("API +http://localhost:(\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int USERS = 300;

    private final Prepared prepared;
    private final Consumer<String> say;

    Preparation(Prepared prepared, Consumer<String> say) {
        this.prepared = prepared;
        this.say = say;
    }

    /** {@code --prepare}. */
    static void now() {
        var prepared = Prepared.ofThisProcess()
                .orElseThrow(
                        () -> new StartFailed("Only the packaged jar can be prepared: java -jar fasti.jar --prepare"));
        if (prepared.isReady()) {
            System.out.println("Prepared already: " + prepared.folder());
            return;
        }
        try (var _ = DataFolder.lock(prepared.folder())) {
            new Preparation(prepared, System.out::println).make();
        } catch (IOException failure) {
            throw new StartFailed("%s cannot be prepared: %s".formatted(prepared.jar(), failure.getMessage()), failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** The same as a process of its own that takes only what is left of the machine; closing it ends it. */
    static AutoCloseable inBackground(Prepared prepared) {
        try {
            Files.createDirectories(prepared.folder());
            var command = new ArrayList<String>();
            if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
                command.addAll(List.of("/usr/bin/nice", "-n", "19"));
            }
            command.addAll(List.of(java(), "-Xmx64m", "-jar", prepared.jar().toString(), "--prepare"));
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(prepared.folder().resolve("log").toFile())
                    .start();
            return () -> end(process, prepared);
        } catch (IOException _) {
            // A place that cannot be written: it starts as slowly the next time, and nothing else is lost.
            return () -> {};
        }
    }

    /** It may be too slow to clean up after itself, with what is left of the machine for it. */
    private static void end(Process process, Prepared prepared) throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        DataFolder lock;
        try {
            lock = DataFolder.lock(prepared.folder());
        } catch (StartFailed _) {
            // Another process that was started with this jar prepares it.
            return;
        }
        try (lock) {
            clear(prepared);
        }
    }

    private void make() throws IOException, InterruptedException {
        prepared.unstamp();
        say.accept("Unpacking " + prepared.jar());
        delete(prepared.unpacked());
        unpack();
        clear(prepared);
        try {
            rehearse();
        } finally {
            clear(prepared);
        }
        prepared.stampIt();
        say.accept("Prepared: " + prepared.folder());
    }

    private void unpack() throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        java(),
                        "-Djarmode=tools",
                        "-jar",
                        prepared.jar().toString(),
                        "extract",
                        "--destination",
                        prepared.unpacked().toString())
                .redirectErrorStream(true)
                .redirectOutput(log("unpacking"))
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(
                    "it could not be unpacked; see " + prepared.folder().resolve("unpacking.log"));
        }
    }

    private void rehearse() throws IOException, InterruptedException {
        say.accept("Running it once");
        var command = new ArrayList<>(List.of(java()));
        command.addAll(Prepared.OPTIONS);
        command.addAll(List.of(learning(prepared), "-jar", prepared.program().toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log("rehearsal"));
        builder.environment().keySet().removeIf(name -> name.startsWith("FASTI_"));
        builder.environment().put("FASTI_PORT", "0");
        builder.environment().put("FASTI_MANAGEMENT_PORT", "0");
        builder.environment().put("FASTI_DATA", rehearsal(prepared).toString());
        builder.environment().put("FASTI_BOOTSTRAP_KEY", KEY);
        var process = builder.start();
        var abort = new Thread(this::abort, "abort");
        Runtime.getRuntime().addShutdownHook(abort);
        try {
            calls(address(process));
            say.accept("Keeping what was learned");
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || !Files.isRegularFile(prepared.cache())) {
                throw new IOException(
                        "nothing was learned; see " + prepared.folder().resolve("rehearsal.log"));
            }
        } finally {
            remove(abort);
        }
    }

    private static void remove(Thread abort) {
        try {
            Runtime.getRuntime().removeShutdownHook(abort);
        } catch (IllegalStateException _) {
            // It is running.
        }
    }

    private void abort() {
        try {
            clear(prepared);
        } catch (IOException failure) {
            System.err.println("Left behind: " + rehearsal(prepared));
        }
    }

    /**
     * Takes away what a rehearsal leaves, also one whose preparation was killed: its process, PostgreSQL, and the data. One at
     * a time, since a process that is ended does so for two reasons at once.
     */
    private static synchronized void clear(Prepared prepared) throws IOException {
        ProcessHandle.allProcesses()
                .filter(process -> Stream.of(process.info().arguments().orElse(new String[0]))
                        .anyMatch(learning(prepared)::equals))
                .forEach(Preparation::kill);
        var data = rehearsal(prepared);
        PostgresServer.stopLeftover(data.resolve("postgresql"), data.resolve("programs"));
        delete(data);
    }

    /** At once: told politely, the process would first write down what it has learned. */
    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    }

    private static Path rehearsal(Prepared prepared) {
        return prepared.folder().resolve("rehearsal");
    }

    /** The option by which a rehearsal is known among all processes. */
    private static String learning(Prepared prepared) {
        return "-XX:AOTCacheOutput=" + prepared.cache();
    }

    private String address(Process process) throws IOException, InterruptedException {
        var said = prepared.folder().resolve("rehearsal.log");
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var found = ADDRESS.matcher(Files.readString(said));
            if (found.find()) {
                return "http://127.0.0.1:" + found.group(1);
            }
            if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new IOException("it did not start; see " + said);
    }

    /** What is called most, so that it is quick from the first time on. */
    private static void calls(String address) throws IOException, InterruptedException {
        var admin = address + "/t/acme-corp/api/v1/admin";
        try (var client = HttpClient.newHttpClient()) {
            send(client, "POST", admin + "/permissions", "{\"name\": \"Read\", \"slug\": \"orders.read\"}");
            send(client, "POST", admin + "/roles", """
                    {"name": "Clerk", "slug": "clerk", "permissions": ["orders.read"]}""");
            send(client, "POST", admin + "/groups", """
                    {"name": "Sales", "slug": "sales", "roles": ["clerk"]}""");
            for (int i = 0; i < USERS; i++) {
                var user = "/users/user-" + i + "@example.com";
                send(client, "POST", admin + "/users", """
                        {"email": "user-%d@example.com", "name": "User %d", "givenName": "User"}""".formatted(i, i));
                send(client, "GET", admin + user, null);
                if (i % 10 == 0) {
                    send(client, "POST", admin + user + "/roles", "{\"roles\": [\"clerk\"]}");
                    send(client, "PATCH", admin + user, "{\"name\": \"Another\"}");
                    send(client, "GET", admin + "/users?limit=20", null);
                    send(client, "GET", admin + user + "/permissions", null);
                    send(client, "GET", admin + "/audit-logs", null);
                    send(client, "DELETE", admin + user, null);
                }
            }
        }
    }

    private static void send(HttpClient client, String method, String address, @Nullable String json)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + KEY)
                .timeout(Duration.ofMinutes(1))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        var answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 500) {
            throw new IOException("%s %s answered %d".formatted(method, address, answer.statusCode()));
        }
    }

    private File log(String name) {
        return prepared.folder().resolve(name + ".log").toFile();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
