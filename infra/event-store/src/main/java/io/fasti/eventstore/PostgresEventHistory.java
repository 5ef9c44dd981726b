package io.fasti.eventstore;

import io.fasti.events.TenantId;
import io.fasti.eventstore.EventLog.Stored;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads streams by the index of aggregates, whatever PostgreSQL thinks of the positions, and times by halving the positions.
 */
final class PostgresEventHistory implements EventHistory {
    /** Nothing happened before, and PostgreSQL does not count back as far as {@link Instant} does. */
    private static final Instant BEGINNING = Instant.EPOCH;

    private record Point(long position, Instant recordedAt) {}

    private final JdbcClient jdbc;

    PostgresEventHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Stored> streams(TenantId tenantId, Collection<String> aggregateIds, long upTo) {
        return jdbc
                .sql("""
                        select position, tenant_id, aggregate_type, aggregate_id, sequence, event_type, revision,
                            payload, metadata, occurred_at, recorded_at
                        from event_store.event
                        where aggregate_id = any(:ids)
                            and tenant_id = :tenant
                            and position + 0 <= :upTo
                            and aggregate_id not in (
                                select aggregate_id from event_store.archived_stream where aggregate_id = any(:ids))
                        """)
                .param("ids", aggregateIds.toArray(String[]::new))
                .param("tenant", tenantId.value())
                .param("upTo", upTo)
                .query((row, _) -> PostgresEventLog.stored(row))
                .list()
                .stream()
                .sorted(Comparator.comparingLong(Stored::position))
                .toList();
    }

    @Override
    public boolean knows(TenantId tenantId, String aggregateId) {
        return jdbc.sql("""
                        select exists (
                            select
                            from event_store.event
                            where aggregate_id = :id
                                and tenant_id = :tenant
                        )
                        """)
                .param("id", aggregateId)
                .param("tenant", tenantId.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public long positionAt(Instant at, TenantId tenantId, String aggregateId) {
        return at.isBefore(BEGINNING) ? 0 : Math.max(recordedBy(at), occurredBy(at, tenantId, aggregateId));
    }

    @Override
    public long head() {
        return jdbc.sql("select coalesce(max(position), 0) from event_store.event")
                .query(Long.class)
                .single();
    }

    private long occurredBy(Instant at, TenantId tenantId, String aggregateId) {
        return jdbc.sql("""
                        select position
                        from event_store.event
                        where aggregate_id = :id
                            and tenant_id = :tenant
                            and occurred_at <= :at
                        order by sequence desc
                        limit 1
                        """)
                .param("id", aggregateId)
                .param("tenant", tenantId.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Times are told under the lock of the append, so they grow with positions: the last one by then is found by halves. */
    private long recordedBy(Instant at) {
        long known = 0;
        long high = head();
        for (long low = 1; low <= high; ) {
            long middle = low + (high - low) / 2;
            var point = from(middle);
            if (point == null || point.recordedAt().isAfter(at)) {
                high = middle - 1;
            } else {
                known = point.position();
                low = point.position() + 1;
            }
        }
        return known;
    }

    private @Nullable Point from(long position) {
        return jdbc.sql("""
                        select position, recorded_at
                        from event_store.event
                        where position >= :position
                        order by position
                        limit 1
                        """)
                .param("position", position)
                .query((row, _) -> new Point(
                        row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant()))
                .optional()
                .orElse(null);
    }
}
