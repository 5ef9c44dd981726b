package io.fasti.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A PostgreSQL of our own: its cluster, port, password and log lie in one folder and are kept.
 *
 * <p>The postmaster runs in its own session, so that Ctrl-C at a terminal reaches only the Java process, which stops it
 * last. If the Java process is killed, the postmaster outlives it and is stopped at the next start.
 */
public final class PostgresServer implements AutoCloseable {

    public static final String USER = "fasti";

    private static final long LARGEST_LOG = 16 << 20;
    private static final int RESTARTS = 20;
    private static final int END_SECONDS = 2;

    private final PostgresBinaries binaries;
    private final Path folder;
    private final Storage storage;
    private final int port;
    private final String password;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Runnable whenDead = () -> {};

    private PostgresServer(PostgresBinaries binaries, Path folder, Storage storage) throws IOException {
        this.binaries = binaries;
        this.folder = folder;
        this.storage = storage;
        Folders.makeOnce(folder.resolve("cluster"), this::initialise);
        this.password = Files.readString(folder.resolve("cluster/password")).strip();
        stopLeftover();
        this.port = RememberedPort.in(folder.resolve("port"));
    }

    /** Starts the server whose data lie in {@code folder}, making them first if there are none. */
    public static PostgresServer start(Path folder, Storage storage) {
        return start(folder, storage, folder);
    }

    /** The same, with the programs unpacked into a folder that several servers may share. */
    public static PostgresServer start(Path folder, Storage storage, Path programs) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            PostgresServer server =
                    new PostgresServer(PostgresBinaries.unpackedIn(programs.toAbsolutePath()), absolute, storage);
            server.start();
            return server;
        } catch (IOException failure) {
            throw new StartFailed(
                    "PostgreSQL cannot be started in %s: %s".formatted(absolute, failure.getMessage()), failure);
        }
    }

    /** Stops what a killed process left running in {@code folder}, so that the folder can be deleted. */
    public static void stopLeftover(Path folder, Path programs) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute.resolve("cluster"))) {
            try {
                new PostgresServer(PostgresBinaries.unpackedIn(programs), absolute, Storage.DISPOSABLE).close();
            } catch (IOException failure) {
                throw new StartFailed("PostgreSQL cannot be stopped in " + absolute, failure);
            }
        }
    }

    public int port() {
        return port;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    public Path log() {
        return folder.resolve("postgresql.log");
    }

    /** The address of a database of this server, whether it exists or not. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** The address of a database of this server, made if it is not there. */
    public String database(String name) {
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, password);
                Statement statement = connection.createStatement()) {
            String literal = statement.enquoteLiteral(name);
            boolean there;
            try (ResultSet found = statement.executeQuery("select 1 from pg_database where datname = " + literal)) {
                there = found.next();
            }
            if (!there) {
                statement.execute("create database " + statement.enquoteIdentifier(name, true) + " template template0");
            }
            return url(name);
        } catch (SQLException failure) {
            throw new StartFailed("PostgreSQL has no database %s: %s".formatted(name, failure.getMessage()), failure);
        }
    }

    /** Has the action run, on a thread of its own, whenever the server has ended without being asked to. */
    public void whenDead(Runnable action) {
        whenDead = action;
    }

    /** Starts again, at the same address, a server that has died. */
    public synchronized void restart() {
        for (int attempt = 1; !closed.get(); attempt++) {
            try {
                stopLeftover();
                start();
                return;
            } catch (IOException | StartFailed failure) {
                // Orphaned backends may hold the data for a moment: they have to notice first that they are orphans.
                if (attempt == RESTARTS || !waited(500)) {
                    throw failure instanceof StartFailed known ? known : new StartFailed("PostgreSQL is dead", failure);
                }
            }
        }
    }

    public long pid() {
        return postmaster().map(ProcessHandle::pid).orElse(-1L);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            stopOnce();
        }
    }

    private synchronized void stopOnce() {
        stop();
    }

    private static boolean waited(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void initialise(Path cluster) throws IOException {
        Path secret = cluster.resolve("password");
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.writeString(secret, HexFormat.of().formatHex(random) + "\n");
        Path data = cluster.resolve("data");
        List<String> command = new ArrayList<>(List.of(
                binaries.program("initdb"),
                "--pgdata=" + data,
                "--username=" + USER,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions"));
        if (storage == Storage.DISPOSABLE) {
            command.add("--no-sync");
        }
        PostgresCommand.run(command);
        Files.writeString(
                data.resolve("postgresql.conf"),
                "\n# Written by Fasti at every start:\ninclude 'fasti.conf'\n",
                StandardOpenOption.APPEND);
    }

    private void start() throws IOException {
        Files.writeString(data().resolve("fasti.conf"), PostgresSettings.of(storage, port));
        if (Files.exists(log()) && Files.size(log()) > LARGEST_LOG) {
            Files.delete(log());
        }
        try {
            PostgresCommand.run(List.of(
                    binaries.program("pg_ctl"),
                    "--pgdata=" + data(),
                    "--log=" + log(),
                    "--wait",
                    "--timeout=120",
                    "--silent",
                    "start"));
        } catch (IOException failure) {
            throw new StartFailed("PostgreSQL did not start; its last words are in %s".formatted(log()), failure);
        }
        var _ = postmaster()
                .orElseThrow(() -> new StartFailed("PostgreSQL ended at once; see " + log()))
                .onExit()
                .thenRunAsync(this::ended);
    }

    private void ended() {
        if (!closed.get()) {
            whenDead.run();
        }
    }

    private void stopLeftover() throws IOException {
        if (postmaster().isPresent()) {
            stop();
        }
        forgetStranger();
    }

    /**
     * The pid in a file left behind may since have gone to another program, and PostgreSQL would refuse to start. The
     * file itself must stay: by what else is in it PostgreSQL sees whether orphaned backends still use the data.
     */
    private void forgetStranger() throws IOException {
        if (!Files.exists(pidFile()) || postmaster().isPresent()) {
            return;
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(pidFile()));
        if (lines.isEmpty()) {
            Files.delete(pidFile());
            return;
        }
        lines.set(0, String.valueOf(ProcessHandle.current().pid()));
        Files.write(pidFile(), lines);
    }

    private void stop() {
        for (String mode : List.of("fast", "immediate")) {
            Optional<ProcessHandle> process = postmaster();
            if (process.isEmpty()) {
                return;
            }
            try {
                PostgresCommand.run(List.of(
                        binaries.program("pg_ctl"),
                        "--pgdata=" + data(),
                        "--mode=" + mode,
                        "--wait",
                        "--timeout=20",
                        "--silent",
                        "stop"));
                awaitEnd(process.get());
                return;
            } catch (IOException impatient) {
                // The next mode is less polite; after the last one the pid file decides at the next start.
                continue;
            }
        }
    }

    /** Its pid file goes a moment before the process itself does. */
    private static void awaitEnd(ProcessHandle process) {
        try {
            var _ = process.onExit().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // Its pid file is gone, so it has let go of the data.
            return;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Path data() {
        return folder.resolve("cluster/data");
    }

    private Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    /** The process named in the pid file, if it is alive and really serves this folder. */
    private Optional<ProcessHandle> postmaster() {
        try {
            String first = Files.readAllLines(pidFile()).getFirst().strip();
            return ProcessHandle.of(Long.parseLong(first))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info().commandLine().orElse("").contains(data().toString()));
        } catch (IOException | RuntimeException absent) {
            return Optional.empty();
        }
    }
}
