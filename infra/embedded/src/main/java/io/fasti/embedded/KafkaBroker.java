package io.fasti.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** A real Kafka broker, its own controller too, inside this process; its log lies in one folder and is kept. */
public final class KafkaBroker implements AutoCloseable {

    private final KafkaRaftServer server;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CompletableFuture<Void> died = new CompletableFuture<>();

    private KafkaBroker(Path folder, Storage storage) throws IOException {
        Path log = folder.resolve("log");
        Folders.makeOnce(log, KafkaBroker::format);
        this.port = RememberedPort.in(folder.resolve("port"));
        int controllerPort = RememberedPort.in(folder.resolve("controller-port"));
        this.server = new KafkaRaftServer(
                new KafkaConfig(KafkaSettings.of(storage, log, port, controllerPort), false), Time.SYSTEM);
    }

    /** Starts the broker whose log lies in {@code folder}, formatting it first if there is none. */
    public static KafkaBroker start(Path folder, Storage storage) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            KafkaBroker broker = new KafkaBroker(absolute, storage);
            broker.start();
            return broker;
        } catch (IOException | RuntimeException failure) {
            throw new StartFailed("Kafka cannot be started in %s: %s".formatted(absolute, rootOf(failure)), failure);
        }
    }

    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Completes when the broker has given up without being asked to, for instance because its disk is gone. */
    public CompletableFuture<Void> died() {
        return died.copy();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    private void start() {
        // A broker that gives up would take the whole process with it; whoever started it decides instead.
        Exit.setExitProcedure((_, message) -> giveUp(message));
        Exit.setHaltProcedure((_, message) -> giveUp(message));
        server.startup();
    }

    private void giveUp(@Nullable String message) {
        if (!closed.get()) {
            died.complete(null);
        }
        throw new IllegalStateException("Kafka gave up: " + message);
    }

    private static void format(Path log) throws IOException {
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(KafkaSettings.NODE)
                .setUnstableFeatureVersionsEnabled(false)
                .setControllerListenerName(KafkaSettings.CONTROLLER)
                .setMetadataLogDirectory(log.toString())
                .addDirectory(log.toString())
                .setReleaseVersion(MetadataVersion.latestProduction());
        try {
            formatter.run();
        } catch (IOException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException(failure);
        }
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
