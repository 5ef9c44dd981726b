package io.fasti.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for something to become true, and says what it last saw when it does not. */
final class Await {
    private Await() {}

    static <T> T until(Supplier<T> look, Predicate<T> good) {
        return until(Duration.ofSeconds(30), look, good);
    }

    static <T> T until(Duration patience, Supplier<T> look, Predicate<T> good) {
        var deadline = Instant.now().plus(patience);
        while (true) {
            var seen = look.get();
            if (good.test(seen)) {
                return seen;
            }
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("still not true after " + patience.toSeconds() + " s; last seen: " + seen);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
