package io.fasti.torture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a writer wanted done, how often it asked for it, and what it was told. One that has a key may be asked for again and
 * is to be done once all the same.
 */
final class Deed {
    private static final AtomicLong NEXT = new AtomicLong();

    enum Told {
        DONE,
        REFUSED,
        NOTHING
    }

    /** One time of asking: events carry its id. */
    static final class Attempt {
        final Deed deed;
        final String id = "t-" + NEXT.incrementAndGet();
        final Instant began = Instant.now();
        volatile Instant ended = Instant.MAX;
        volatile Told told = Told.NOTHING;
        volatile int status;
        volatile long position;
        volatile boolean replayed;
        volatile @Nullable String aggregateId;

        Attempt(Deed deed) {
            this.deed = deed;
        }

        @Override
        public String toString() {
            return id + " (" + deed.name + ", answered " + status + ")";
        }
    }

    /** What is true of an aggregate afterwards, also when nothing had to be done for it. */
    record Claim(String aggregateId, String fact, boolean holds) {
        /** Perhaps nothing had to be done, and it cannot be said afterwards whether that was so. */
        static final Claim PERHAPS = new Claim("", "", true);
    }

    final String name;
    final String method;
    final String path;
    final @Nullable String body;
    final @Nullable String key;
    /** The types of the events that it becomes, if any. */
    final List<String> events;
    /** Fields of the first event, readable, with the values they must have. */
    final Map<String, String> values;
    /** What is true afterwards; absent: it always becomes events. */
    final @Nullable Claim claim;
    /** The version that it is for; the event is the next one. */
    final @Nullable Long ifMatch;

    final List<Attempt> attempts = new ArrayList<>();

    Deed(
            String name,
            String method,
            String path,
            @Nullable String body,
            boolean withKey,
            List<String> events,
            Map<String, String> values,
            @Nullable Claim claim,
            @Nullable Long ifMatch) {
        this.name = name;
        this.method = method;
        this.path = path;
        this.body = body;
        this.key = withKey ? "key-" + NEXT.incrementAndGet() : null;
        this.events = events;
        this.values = values;
        this.claim = claim;
        this.ifMatch = ifMatch;
    }

    synchronized Attempt attempt() {
        var attempt = new Attempt(this);
        attempts.add(attempt);
        return attempt;
    }

    synchronized List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    boolean wasDone() {
        return attempts().stream().anyMatch(attempt -> attempt.told == Told.DONE);
    }

    boolean wasRefused() {
        return attempts().stream().allMatch(attempt -> attempt.told == Told.REFUSED);
    }
}
