package io.fasti.torture;

import io.fasti.embedded.PostgresServer;
import io.fasti.embedded.Storage;
import io.fasti.testing.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** PostgreSQL, Kafka and the processes of Fasti, each behind a wire of its own. */
final class Cluster implements AutoCloseable {
    static final String ADMIN_KEY = "sk_live_torture-admin-key-0123456789abcdef";
    static final String TENANT = "acme-corp";

    /** One process of Fasti. */
    record Node(int number, Program program, Wire wire, URI address, boolean reads) {
        @Override
        public String toString() {
            return program.name();
        }
    }

    private final PostgresServer postgres;
    private final Program kafka;
    private final String url;
    private final String bootstrapServers;
    private final byte[] masterKey = new byte[32];
    private final List<Node> nodes = new ArrayList<>();

    Cluster(Settings settings, Path folder) {
        new Random(settings.seed()).nextBytes(masterKey);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        kafka = Broker.program(folder.resolve("kafka"), folder.resolve("kafka.log"));
        var kafkaStarts = CompletableFuture.runAsync(kafka::start);
        postgres = PostgresServer.start(folder.resolve("postgres"), Storage.DURABLE);
        postgres.whenDead(postgres::restart);
        url = postgres.database("fasti");
        kafkaStarts.join();
        bootstrapServers = kafka.readyLine().substring(kafka.readyLine().lastIndexOf(' ') + 1);
        for (int i = 0; i < settings.processes(); i++) {
            nodes.add(node(i, settings, folder));
        }
        try {
            startAll();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void startAll() {
        // The first makes the schemas and the tenant; the others find them.
        nodes.getFirst().program().start();
        CompletableFuture.allOf(nodes.stream()
                        .skip(1)
                        .map(node -> CompletableFuture.runAsync(node.program()::start))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private Node node(int number, Settings settings, Path folder) {
        boolean reads = number < 2;
        int port = freePort();
        var wire = new Wire(postgres.port());
        var environment = new HashMap<String, String>();
        environment.put("FASTI_PORT", String.valueOf(port));
        environment.put("FASTI_MANAGEMENT_PORT", "0");
        environment.put("FASTI_DATA", folder.resolve("node-" + number).toString());
        environment.put("FASTI_BOOTSTRAP_KEY", ADMIN_KEY);
        environment.put("FASTI_OPERATOR_KEY", "sk_live_torture-operator-key-0123456789abc");
        environment.put("FASTI_MASTER_KEY", Base64.getEncoder().encodeToString(masterKey));
        environment.put("FASTI_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:" + wire.port() + "/fasti");
        environment.put("FASTI_POSTGRES_USER", postgres.user());
        environment.put("FASTI_POSTGRES_PASSWORD", postgres.password());
        environment.put("FASTI_KAFKA_BOOTSTRAP", bootstrapServers);
        // Short, so that a database that stands still is given up within the time of a run.
        environment.put("FASTI_EVENTSTORE_COMMITWAIT", "3s");
        if (!Files.exists(settings.jar().resolveSibling("fasti-prepared").resolve("stamp"))) {
            // Preparing quick starts is work that has nothing to do with this.
            environment.put("FASTI_QUICK_START", "false");
        }
        if (!reads) {
            environment.put("FASTI_SERVICE", "command");
            environment.put("FASTI_QUERY_URL", nodes.getFirst().address().toString());
        }
        var command = Program.java(
                "-Xmx384m", "-XX:+UseSerialGC", "-jar", settings.jar().toString());
        var program = new Program(
                "process " + number,
                command,
                environment,
                line -> line.contains("http://") && line.contains(":" + port),
                folder.resolve("node-" + number + ".log"));
        return new Node(number, program, wire, URI.create("http://127.0.0.1:" + port), reads);
    }

    /** A connection past the wires. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                url + "?ApplicationName=torture&connectTimeout=5&socketTimeout=60",
                postgres.user(),
                postgres.password());
    }

    List<Node> nodes() {
        return nodes;
    }

    Stream<Node> ready() {
        return nodes.stream().filter(node -> node.program().isReady());
    }

    Program kafka() {
        return kafka;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    byte[] masterKey() {
        return masterKey.clone();
    }

    /** PostgreSQL starts again by itself. */
    void killPostgres(String signal) {
        long postmaster = postgres.pid();
        if (postmaster > 0) {
            Signals.send(signal, postmaster);
        }
    }

    @Override
    public void close() {
        nodes.parallelStream().forEach(node -> {
            node.program().close();
            node.wire().close();
        });
        kafka.close();
        postgres.close();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
