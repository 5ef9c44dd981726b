package io.fasti.standalone;

import io.fasti.embedded.KafkaBroker;
import io.fasti.embedded.PostgresServer;
import io.fasti.embedded.StartFailed;
import io.fasti.embedded.Storage;
import io.fasti.standalone.Settings.GivenPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** PostgreSQL and Kafka, given or started here; both are made ready side by side while Spring prepares itself. */
final class Servers implements AutoCloseable {

    static final String DATABASE = "fasti";

    private static final int REACH_SECONDS = 10;

    /** Where a server is, how it is to be shown, and what to close at the end. */
    record Ready(Map<String, String> properties, String shown, AutoCloseable server) {}

    private final CompletableFuture<Ready> postgres;
    private final CompletableFuture<Ready> kafka;

    Servers(Settings settings, @Nullable DataFolder folder, Consumer<String> say) {
        this.postgres = inBackground("postgresql", () -> {
            GivenPostgres given = settings.postgres();
            return given != null ? reach(given) : startPostgres(required(folder), say);
        });
        this.kafka = inBackground("kafka", () -> {
            if (!settings.service().needsKafka()) {
                return new Ready(Map.of(), "not needed by this service", () -> {});
            }
            String given = settings.kafka();
            return given != null ? reach(given) : startKafka(required(folder), say);
        });
    }

    Ready postgres() {
        return wait(postgres);
    }

    Ready kafka() {
        return wait(kafka);
    }

    /** Kafka first: its clients are gone by now, and PostgreSQL is what everything else rests on. */
    @Override
    public void close() {
        close(kafka);
        close(postgres);
    }

    private static Ready startPostgres(DataFolder folder, Consumer<String> say) {
        PostgresServer server = PostgresServer.start(folder.postgres(), Storage.DURABLE, folder.programs());
        try {
            String url = server.database(DATABASE);
            server.whenDead(() -> revive(server, say));
            return new Ready(
                    datasource(url, server.user(), server.password()),
                    "embedded, 127.0.0.1:%d, log in %s".formatted(server.port(), server.log()),
                    server);
        } catch (RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    private static void revive(PostgresServer server, Consumer<String> say) {
        say.accept("PostgreSQL has ended unexpectedly; its last words are in %s. Starting it again."
                .formatted(server.log()));
        try {
            server.restart();
            say.accept("PostgreSQL is back.");
        } catch (StartFailed failure) {
            say.accept("PostgreSQL does not start again: " + failure.getMessage());
        }
    }

    private static Ready startKafka(DataFolder folder, Consumer<String> say) {
        KafkaBroker broker = KafkaBroker.start(folder.kafka(), Storage.DURABLE);
        var _ = broker.died()
                .thenRun(
                        () -> say.accept(
                                "Kafka has given up, so events are no longer sent on; the log above says why. Start Fasti again."));
        return new Ready(bootstrap(broker.bootstrapServers()), "embedded, " + broker.bootstrapServers(), broker);
    }

    private static Ready reach(GivenPostgres given) {
        Properties properties = new Properties();
        properties.put("user", given.user());
        properties.put("password", given.password());
        properties.put("connectTimeout", String.valueOf(REACH_SECONDS));
        properties.put("loginTimeout", String.valueOf(REACH_SECONDS));
        try (Connection connection = DriverManager.getConnection(given.url(), properties)) {
            String version = connection.getMetaData().getDatabaseProductVersion();
            return new Ready(
                    datasource(given.url(), given.user(), given.password()),
                    "%s, version %s".formatted(given.shown(), version),
                    () -> {});
        } catch (SQLException failure) {
            throw new StartFailed(
                    "PostgreSQL at %s cannot be used as %s (FASTI_POSTGRES_URL): %s"
                            .formatted(given.shown(), given.user(), firstLine(failure)),
                    failure);
        }
    }

    private static Ready reach(String bootstrap) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers", bootstrap,
                "request.timeout.ms", REACH_SECONDS * 1000,
                "default.api.timeout.ms", REACH_SECONDS * 1000);
        try (Admin admin = Admin.create(properties)) {
            int nodes = admin.describeCluster()
                    .nodes()
                    .get(REACH_SECONDS + 5, TimeUnit.SECONDS)
                    .size();
            return new Ready(bootstrap(bootstrap), "%s, %d brokers".formatted(bootstrap, nodes), () -> {});
        } catch (ExecutionException | TimeoutException | KafkaException failure) {
            throw new StartFailed("Kafka at %s does not answer (FASTI_KAFKA_BOOTSTRAP).".formatted(bootstrap), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailed("interrupted", interrupted);
        }
    }

    private static Map<String, String> datasource(String url, String user, String password) {
        return Map.of(
                "spring.datasource.url", url,
                "spring.datasource.username", user,
                "spring.datasource.password", password);
    }

    private static Map<String, String> bootstrap(String servers) {
        return Map.of("spring.kafka.bootstrap-servers", servers, "fasti.kafka.bootstrap", servers);
    }

    private static DataFolder required(@Nullable DataFolder folder) {
        if (folder == null) {
            throw new StartFailed("There is no data folder to start a server in.");
        }
        return folder;
    }

    private static CompletableFuture<Ready> inBackground(String name, Supplier<Ready> start) {
        return CompletableFuture.supplyAsync(
                start,
                task -> Thread.ofPlatform().daemon().name("start-" + name).start(task));
    }

    private static Ready wait(CompletableFuture<Ready> starting) {
        try {
            return starting.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    /** Waits for one that is still starting: stopped half-way, it would outlive us. */
    private static void close(CompletableFuture<Ready> starting) {
        try {
            starting.join().server().close();
        } catch (Exception _) {
            // It never started, or it is gone already.
            if (starting.state() == Future.State.RUNNING) {
                starting.cancel(false);
            }
        }
    }

    private static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
