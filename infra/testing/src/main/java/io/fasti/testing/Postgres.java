package io.fasti.testing;

import io.fasti.embedded.PostgresServer;
import io.fasti.embedded.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The tests' PostgreSQL. */
public final class Postgres {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private Postgres() {}

    /** A new, empty database. */
    public static Database database() {
        Database server = Server.ADMIN;
        String name = "t_%d_%d_%s"
                .formatted(
                        ProcessHandle.current().pid(),
                        COUNTER.incrementAndGet(),
                        Long.toString(System.nanoTime() & 0xffffff, 36));
        execute(server, "create database " + name + " template template0");
        String url = server.url();
        int end = url.indexOf('?') < 0 ? url.length() : url.indexOf('?');
        int start = url.lastIndexOf('/', end) + 1;
        return new Database(url.substring(0, start) + name + url.substring(end), server.user(), server.password());
    }

    /** Removes a database that {@link #database()} gave, whoever is still connected to it. */
    public static void drop(Database database) {
        execute(Server.ADMIN, "drop database if exists " + database.name() + " with (force)");
    }

    private static void execute(Database database, String sql) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException("The tests' PostgreSQL at %s: %s".formatted(database.url(), sql), failure);
        }
    }

    /** Starts with the first database asked for. */
    private static final class Server {

        static final Database ADMIN = Setting.of("fasti.test.postgres.url")
                .map(Server::given)
                .orElseGet(() -> Setting.containers() ? contained() : embedded());

        private static Database given(String url) {
            return new Database(
                    url,
                    Setting.of("fasti.test.postgres.user").orElse("postgres"),
                    Setting.of("fasti.test.postgres.password").orElse(""));
        }

        private static Database contained() {
            PostgreSQLContainer container = new PostgreSQLContainer("postgres:18-alpine");
            container.start();
            return new Database(container.getJdbcUrl(), container.getUsername(), container.getPassword());
        }

        private static Database embedded() {
            Scratch.abandoned().forEach(Server::sweep);
            Path folder = Scratch.folder("postgres");
            PostgresServer server = PostgresServer.start(folder, Storage.DISPOSABLE, Scratch.programs());
            Scratch.closeAtEnd(server, folder);
            return new Database(server.url("postgres"), server.user(), server.password());
        }

        private static void sweep(Path folder) {
            if (Files.isDirectory(folder.resolve("postgres"))) {
                PostgresServer.stopLeftover(folder.resolve("postgres"), Scratch.programs());
            }
            Scratch.delete(folder);
        }
    }
}
