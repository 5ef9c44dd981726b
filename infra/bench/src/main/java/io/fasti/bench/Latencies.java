package io.fasti.bench;

import java.util.Arrays;

/** How long each of many things took, taken down by any number of threads. */
final class Latencies {
    private long[] nanos = new long[16_384];
    private int size;

    synchronized void add(long took) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = Math.max(0, took);
    }

    synchronized int size() {
        return size;
    }

    /** In milliseconds, of what was taken down so far. */
    synchronized double percentile(double percent) {
        if (size == 0) {
            return Double.NaN;
        }
        var sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return sorted[Math.min(size - 1, (int) Math.ceil(size * percent / 100) - 1)] / 1e6;
    }
}
