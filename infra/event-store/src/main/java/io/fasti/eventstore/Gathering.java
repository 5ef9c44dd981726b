package io.fasti.eventstore;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Who was answered together comes back together, and a batch costs about the same for eight as for sixteen: so after several,
 * the next batch begins when as many have come again, or a moment later. Who comes alone never waits. For one thread.
 */
final class Gathering {
    private static final int SEVERAL = 3;
    private static final long MOMENT_NANOS = 300_000;
    private static final long LOOK_NANOS = 50_000;
    private static final long OVER_NANOS = 5_000_000;

    private int expected;
    private long answeredAt;

    /** @param waiting who came while the batch was committed */
    void answering(int batch, int waiting) {
        expected = batch < SEVERAL ? 0 : batch + waiting;
        answeredAt = System.nanoTime();
    }

    /** @param goOn false when there is nothing to wait for any more */
    void await(IntSupplier here, BooleanSupplier goOn) {
        long now = System.nanoTime();
        if (expected < SEVERAL || now - answeredAt > OVER_NANOS) {
            return;
        }
        while (goOn.getAsBoolean() && here.getAsInt() < expected && System.nanoTime() - now < MOMENT_NANOS) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
