package io.fasti.eventstore;

import io.fasti.eventstore.EventLog.Stored;
import io.fasti.eventstore.SubjectKeys.Subject;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last known state of long streams, sealed whole: under the person's key when the aggregate has one, so that it goes
 * with the person, else under the tenant's. A snapshot that cannot be read, or that was made by another version of its
 * class, is as good as none: the events are read instead.
 */
final class Snapshots {
    static final Table SNAPSHOT = Table.named("event_store.snapshot").key("aggregate_id", Column.Type.TEXT);

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    /** A snapshot that can be read. Each message has a state of its own, since aggregates change theirs. */
    record Opened(Stored row, Class<?> type, byte[] plain) {
        String tenantId() {
            return row.tenantId();
        }

        long sequence() {
            return row.sequence();
        }

        DomainEventMessage<?> message() {
            return new GenericDomainEventMessage<>(
                    row.aggregateType(),
                    row.aggregateId(),
                    row.sequence(),
                    SnapshotJson.mapper().readValue(plain, type),
                    Map.<String, Object>of(),
                    "snapshot " + row.aggregateId(),
                    row.occurredAt());
        }
    }

    private final JdbcClient jdbc;
    private final EventStreams streams;
    private final SubjectKeys keys;
    private final JsonMapper json = SnapshotJson.mapper();

    Snapshots(JdbcClient jdbc, EventStreams streams, SubjectKeys keys) {
        this.jdbc = jdbc;
        this.streams = streams;
        this.keys = keys;
    }

    void store(DomainEventMessage<?> snapshot) {
        var type = snapshot.getPayloadType();
        var id = snapshot.getAggregateIdentifier();
        var tenantId = jdbc.sql("select tenant_id from event_store.event where aggregate_id = :id and sequence = 0")
                .param("id", id)
                .query(String.class)
                .optional();
        var key = tenantId.map(tenant -> key(tenant, id)).orElse(null);
        if (tenantId.isEmpty() || key == null) {
            return;
        }
        var content = Sealing.seal(key, context(id, type.getName()), json.writeValueAsBytes(snapshot.getPayload()));
        jdbc.sql("""
                insert into event_store.snapshot
                    (aggregate_id, tenant_id, aggregate_type, sequence, payload_type, revision, sealed, occurred_at)
                values (:id, :tenant, :type, :sequence, :payloadType, :revision, :sealed, :at)
                on conflict (aggregate_id) do update set sequence = excluded.sequence,
                    payload_type = excluded.payload_type, revision = excluded.revision, sealed = excluded.sealed,
                    occurred_at = excluded.occurred_at
                where snapshot.sequence < excluded.sequence or snapshot.revision <> excluded.revision
                """)
                .param("id", id)
                .param("tenant", tenantId.get())
                .param("type", snapshot.getType())
                .param("sequence", snapshot.getSequenceNumber())
                .param("payloadType", type.getName())
                .param("revision", SnapshotForm.version(type))
                .param("sealed", Base64.getEncoder().encodeToString(content))
                .param("at", Timestamp.from(snapshot.getTimestamp()))
                .update();
    }

    /** The snapshot of an aggregate of the tenant of the present write, if it can be read. */
    Optional<DomainEventMessage<?>> read(String aggregateId) {
        var write = Write.current();
        try {
            return streams.sinceSnapshot(aggregateId).stream()
                    .filter(EventStreams::isSnapshot)
                    .filter(row -> write == null
                            || row.tenantId().equals(write.tenantId().value()))
                    .findFirst()
                    .flatMap(row -> Optional.ofNullable(open(row)))
                    .map(Opened::message);
        } catch (SQLException e) {
            throw PostgresEventStorageEngine.unreadable(e);
        }
    }

    /** Null when it is of another version, or cannot be read any more. */
    @Nullable
    Opened open(Stored row) {
        try {
            var type =
                    Class.forName(row.eventType(), false, Thread.currentThread().getContextClassLoader());
            var key = key(row.tenantId(), row.aggregateId());
            if (key == null || !SnapshotForm.version(type).equals(row.metadata())) {
                return null;
            }
            var sealed = Base64.getDecoder().decode(row.payload());
            var plain = Sealing.open(key, context(row.aggregateId(), row.eventType()), sealed);
            var opened = new Opened(row, type, plain);
            // One that cannot become a state is found out now, while there is still another way.
            opened.message();
            return opened;
        } catch (ClassNotFoundException | RuntimeException e) {
            LOG.warn("The snapshot of {} is left aside: {}", row.aggregateId(), e.toString());
            return null;
        }
    }

    /** Null when the aggregate is a person who was erased. */
    private @Nullable SecretKey key(String tenantId, String aggregateId) {
        var person = keys.find(new Subject(tenantId, aggregateId));
        return person == null ? keys.ofTenant(tenantId) : person.key();
    }

    private static String context(String aggregateId, String type) {
        return aggregateId + " snapshot " + type;
    }
}
