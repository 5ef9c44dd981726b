package io.fasti.eventstore;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** How far the read models are, as this process has heard, and who waits for it: only those who wait long enough are woken. */
final class AppliedPositions implements Positions {
    private record Waiter(long position, CompletableFuture<Void> reached) implements Comparable<Waiter> {
        @Override
        public int compareTo(Waiter other) {
            return Long.compare(position, other.position);
        }
    }

    private final AtomicLong applied = new AtomicLong();
    private final PriorityBlockingQueue<Waiter> waiters = new PriorityBlockingQueue<>();

    @Override
    public long applied() {
        return applied.get();
    }

    @Override
    public boolean await(long position, Duration atMost) throws InterruptedException {
        if (applied.get() >= position) {
            return true;
        }
        var waiter = new Waiter(position, new CompletableFuture<>());
        waiters.add(waiter);
        wakeUpTo(applied.get());
        try {
            waiter.reached.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            waiters.remove(waiter);
            return applied.get() >= position;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The read models have reached this position; an older one changes nothing. */
    void advance(long position) {
        wakeUpTo(applied.accumulateAndGet(position, Math::max));
    }

    private void wakeUpTo(long position) {
        for (var next = waiters.peek(); next != null && next.position <= position; next = waiters.peek()) {
            var woken = waiters.poll();
            if (woken != null) {
                if (woken.position > position) {
                    waiters.add(woken);
                    return;
                }
                woken.reached.complete(null);
            }
        }
    }
}
