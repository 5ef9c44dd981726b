package io.fasti.eventstore;

import java.time.Duration;

/** How far the read models are: what a read waits for so that it does not lag a write. */
public interface Positions {
    /** The position up to which all live read models have been written, as far as this process knows. */
    long applied();

    /** Waits until the read models have reached the position; false when the time is over before. */
    boolean await(long position, Duration atMost) throws InterruptedException;
}
