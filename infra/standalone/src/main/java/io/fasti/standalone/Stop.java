package io.fasti.standalone;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What has been started, closed in reverse order when the process is told to end: the web and the followers with their
 * context, then Kafka and PostgreSQL, then the data folder's lock.
 */
final class Stop {

    /** One that hangs must not keep the next from being stopped well. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final AtomicBoolean begun = new AtomicBoolean();

    void atExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::now, "stop"));
    }

    /** Whether the end has begun; what fails from then on is no news. */
    boolean begun() {
        return begun.get();
    }

    synchronized <T extends AutoCloseable> T add(T part) {
        started.push(part);
        return part;
    }

    private void now() {
        begun.set(true);
        for (AutoCloseable part = next(); part != null; part = next()) {
            close(part);
        }
    }

    private synchronized @Nullable AutoCloseable next() {
        return started.poll();
    }

    private static void close(AutoCloseable part) {
        Thread closing = Thread.ofPlatform().daemon().name("stop-part").start(() -> {
            try {
                part.close();
            } catch (Exception failure) {
                System.err.println("Stopping: " + failure);
            }
        });
        try {
            if (!closing.join(PATIENCE)) {
                System.err.println("Stopping: still waiting for %s; going on without it."
                        .formatted(part.getClass().getSimpleName()));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
