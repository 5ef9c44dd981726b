package io.fasti.eventstore;

import org.jspecify.annotations.Nullable;

/** How far a rebuild is, as the thread that works on it knows; written down from time to time. */
final class RebuildProgress {
    /** The position that it goes to first. */
    volatile long head;

    volatile long position;
    volatile long events;
    volatile long rows;
    volatile int pass;
    volatile int passes;
    volatile @Nullable String compared;
    /** What went wrong without ending it. */
    volatile @Nullable String error;
}
