package io.fasti.eventstore;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One command's way through the store: what the append must know of the request, and what the commit was. It is bound to
 * the thread around the command; loading and appending look it up with {@link #current()}.
 *
 * <p>Streams of other tenants do not exist for a write: loading one finds nothing.
 */
public final class Write {
    static final ScopedValue<Write> CURRENT = ScopedValue.newInstance();

    private final TenantId tenantId;
    private final Origin origin;
    private final Instant at;
    private final @Nullable Long expectedVersion;
    private List<RowOperation> extra;
    private final Map<String, Long> versions = new HashMap<>();
    private @Nullable String target;
    private long position;

    /**
     * @param at when it happens: the time of all its events
     * @param expectedVersion the version that the first stream loaded must have, else the write is refused with
     *     {@code VERSION_STALE}; null for any
     * @param extra rows that go into the append transaction besides the directory's (the idempotency row), even when the
     *     command turns out to change nothing
     */
    public Write(
            TenantId tenantId, Origin origin, Instant at, @Nullable Long expectedVersion, List<RowOperation> extra) {
        this.tenantId = tenantId;
        this.origin = origin;
        this.at = at;
        this.expectedVersion = expectedVersion;
        this.extra = List.copyOf(extra);
    }

    /** The write that this thread is in. */
    public static @Nullable Write current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** Runs a command with this write bound. */
    public <T extends @Nullable Object, X extends Throwable> T call(ScopedValue.CallableOp<T, X> command) throws X {
        return ScopedValue.where(CURRENT, this).call(command);
    }

    public TenantId tenantId() {
        return tenantId;
    }

    public Origin origin() {
        return origin;
    }

    public Instant at() {
        return at;
    }

    /** The position of the last event that this write appended; 0 when it appended none. */
    public long position() {
        return position;
    }

    /** The version of an aggregate that this write loaded or changed: the sequence of its last event. */
    public OptionalLong version(String aggregateId) {
        var version = versions.get(aggregateId);
        return version == null ? OptionalLong.empty() : OptionalLong.of(version);
    }

    /** Forgets what an attempt that ended in a concurrency conflict has loaded, before the next attempt. */
    public void again() {
        versions.clear();
        target = null;
    }

    /** Rows of the request that still have to be written; asking takes them. */
    List<RowOperation> takeExtra() {
        var taken = extra;
        extra = List.of();
        return taken;
    }

    /** An append that failed gives its rows back for the next attempt. */
    void giveBack(List<RowOperation> rows) {
        extra = rows;
    }

    void loaded(String aggregateId, long version) {
        if (target == null) {
            target = aggregateId;
            if (expectedVersion != null && expectedVersion != version) {
                throw new Rejection(
                        ErrorCode.VERSION_STALE, "version", "expected " + expectedVersion + ", is " + version);
            }
        }
        versions.put(aggregateId, version);
    }

    void appended(String aggregateId, long version, long at) {
        versions.put(aggregateId, version);
        position = at;
    }
}
