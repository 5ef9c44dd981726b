package io.fasti.eventstore;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, for as long as a slow machine may need. */
public final class Await {
    private Await() {}

    public static void until(BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come true within 30 seconds");
            }
            LockSupport.parkNanos(2_000_000);
        }
    }
}
