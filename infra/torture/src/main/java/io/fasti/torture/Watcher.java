package io.fasti.torture;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A tailing reader: asks for what is after the last position that it has seen, all the time, and notes when it saw what. */
final class Watcher implements AutoCloseable {
    private static final String AFTER =
            "select position from event_store.event where position > ? order by position limit 5000";

    /** @param at milliseconds since 1970: by then, the event was committed */
    record Sighting(long position, long at) {}

    private final Cluster cluster;
    private final List<Sighting> sightings = new ArrayList<>();
    private final Thread thread;
    private volatile boolean watching = true;
    private volatile long last;

    Watcher(Cluster cluster) {
        this.cluster = cluster;
        this.thread = Thread.ofPlatform().daemon().name("watcher").start(this::watch);
    }

    long last() {
        return last;
    }

    List<Sighting> sightings() {
        synchronized (sightings) {
            return List.copyOf(sightings);
        }
    }

    @Override
    public void close() {
        watching = false;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        while (watching) {
            try (var connection = cluster.connect();
                    var select = connection.prepareStatement(AFTER)) {
                while (watching) {
                    select.setLong(1, last);
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            last = rows.getLong(1);
                            synchronized (sightings) {
                                sightings.add(new Sighting(last, System.currentTimeMillis()));
                            }
                        }
                    }
                    LockSupport.parkNanos(500_000);
                }
            } catch (SQLException _) {
                // PostgreSQL is away, which is what it is here for.
                LockSupport.parkNanos(50_000_000);
            }
        }
    }
}
