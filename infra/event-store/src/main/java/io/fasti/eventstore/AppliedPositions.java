package io.fasti.eventstore;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** How far the read models are, as this process has heard, and who waits for it: only those who wait long enough are woken. */
final class AppliedPositions implements Positions {
    /** The number tells apart those who wait for the same position. */
    private record Waiter(long position, long number, CompletableFuture<Void> reached) implements Comparable<Waiter> {
        @Override
        public int compareTo(Waiter other) {
            int byPosition = Long.compare(position, other.position);
            return byPosition != 0 ? byPosition : Long.compare(number, other.number);
        }
    }

    private final AtomicLong applied = new AtomicLong();
    private final AtomicLong numbers = new AtomicLong();
    private final ConcurrentSkipListSet<Waiter> waiters = new ConcurrentSkipListSet<>();

    @Override
    public long applied() {
        return applied.get();
    }

    @Override
    public boolean await(long position, Duration atMost) throws InterruptedException {
        if (applied.get() >= position) {
            return true;
        }
        var waiter = new Waiter(position, numbers.incrementAndGet(), new CompletableFuture<>());
        waiters.add(waiter);
        try {
            // It may have been reached between the look above and the waiting.
            wakeUpTo(applied.get());
            waiter.reached.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return applied.get() >= position;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            waiters.remove(waiter);
        }
    }

    /** The read models have reached this position; an older one changes nothing. */
    void advance(long position) {
        wakeUpTo(applied.accumulateAndGet(position, Math::max));
    }

    /**
     * The read models are at this position, perhaps at an earlier one than was heard: PostgreSQL may have crashed before
     * their last rows were on disk, and then they are applied once more.
     */
    void restart(long position) {
        applied.set(position);
        wakeUpTo(position);
    }

    /** Nobody is taken out who has to go on waiting: another thread would not see them in that moment. */
    private void wakeUpTo(long position) {
        for (var waiter : waiters) {
            if (waiter.position > position) {
                return;
            }
            waiter.reached.complete(null);
            waiters.remove(waiter);
        }
    }
}
