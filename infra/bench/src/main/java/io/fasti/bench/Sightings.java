package io.fasti.bench;

import io.fasti.eventstore.Positions;
import io.fasti.eventstore.Tail;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** When each event was told of, and when the read models were told to have it; by the clock of the machine. */
final class Sightings implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Map<Long, Long> heard = new ConcurrentHashMap<>();
    private final Map<Long, Long> applied = new ConcurrentHashMap<>();
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private final Positions positions;

    /** @param waits whether somebody waits for each event to be applied, as one who reads what was just written does */
    Sightings(Tail tail, Positions positions, boolean waits) {
        this.positions = positions;
        tail.listen(events -> {
            long now = now();
            for (var event : events) {
                heard.put(event.position(), now);
                if (waits) {
                    readers.execute(() -> await(event.position()));
                }
            }
        });
    }

    private void await(long position) {
        try {
            if (positions.await(position, LONG)) {
                applied.put(position, now());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** In nanoseconds; of microseconds of precision. */
    private static long now() {
        var now = java.time.Instant.now();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }

    /** In the process that commits: before anybody is answered. */
    Map<Long, Long> heard() {
        return heard;
    }

    Map<Long, Long> applied() {
        return applied;
    }

    void clear() {
        heard.clear();
        applied.clear();
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }
}
