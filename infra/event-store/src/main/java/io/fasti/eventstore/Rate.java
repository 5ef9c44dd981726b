package io.fasti.eventstore;

import java.util.concurrent.TimeUnit;

/** How many events a second somebody applies, told anew about every second. */
final class Rate {
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(1);

    private long began = System.nanoTime();
    private long events;
    private double last;

    /** The rate, after so many more. */
    double after(int more) {
        events += more;
        long took = System.nanoTime() - began;
        if (took >= WINDOW) {
            last = events * 1e9 / took;
            events = 0;
            began = System.nanoTime();
        } else if (last == 0) {
            return events * 1e9 / Math.max(took, 1);
        }
        return last;
    }
}
