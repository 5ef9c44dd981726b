package io.fasti.eventstore;

import java.sql.Timestamp;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The last known state of long streams, sealed whole under the tenant's key. A snapshot that cannot be read, or that was
 * made by another version of its class, is as good as none: the events are read instead.
 */
final class Snapshots {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private record Found(
            String tenantId,
            String type,
            long sequence,
            String payloadType,
            String revision,
            String content,
            Timestamp at) {}

    private final JdbcClient jdbc;
    private final SubjectKeys keys;
    private final Serializer serializer;

    Snapshots(JdbcClient jdbc, SubjectKeys keys, Serializer serializer) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.serializer = serializer;
    }

    void store(DomainEventMessage<?> snapshot) {
        var payload = snapshot.serializePayload(serializer, byte[].class);
        var id = snapshot.getAggregateIdentifier();
        var tenantId = jdbc.sql("select tenant_id from event_store.event where aggregate_id = :id and sequence = 0")
                .param("id", id)
                .query(String.class)
                .optional();
        if (tenantId.isEmpty()) {
            return;
        }
        var content = Sealing.seal(keys.ofTenant(tenantId.get()), context(id), payload.getData());
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
                .param("payloadType", payload.getType().getName())
                .param("revision", revision(payload.getType().getRevision()))
                .param("sealed", Base64.getEncoder().encodeToString(content))
                .param("at", Timestamp.from(snapshot.getTimestamp()))
                .update();
    }

    Optional<DomainEventMessage<?>> read(String aggregateId) {
        var write = Write.current();
        return jdbc.sql("""
                select tenant_id, aggregate_type, sequence, payload_type, revision, sealed, occurred_at
                from event_store.snapshot
                where aggregate_id = :id
                """)
                .param("id", aggregateId)
                .query((row, _) -> new Found(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getTimestamp(7)))
                .optional()
                .filter(found -> write == null
                        || found.tenantId().equals(write.tenantId().value()))
                .flatMap(found -> Optional.ofNullable(open(aggregateId, found)));
    }

    private @Nullable DomainEventMessage<?> open(String aggregateId, Found snapshot) {
        try {
            var payloadType = Class.forName(
                    snapshot.payloadType(), false, Thread.currentThread().getContextClassLoader());
            if (!revision(serializer.typeForClass(payloadType).getRevision()).equals(snapshot.revision())) {
                return null;
            }
            var bytes = Sealing.open(
                    keys.ofTenant(snapshot.tenantId()),
                    context(aggregateId),
                    Base64.getDecoder().decode(snapshot.content()));
            Object payload = serializer.deserialize(
                    new SimpleSerializedObject<>(bytes, byte[].class, snapshot.payloadType(), snapshot.revision()));
            return new GenericDomainEventMessage<>(
                    snapshot.type(),
                    aggregateId,
                    snapshot.sequence(),
                    payload,
                    Map.<String, Object>of(),
                    "snapshot " + aggregateId,
                    snapshot.at().toInstant());
        } catch (ClassNotFoundException | RuntimeException e) {
            LOG.warn("The snapshot of {} is left aside: {}", aggregateId, e.toString());
            return null;
        }
    }

    private static String revision(@Nullable String revision) {
        return revision == null ? "" : revision;
    }

    private static String context(String aggregateId) {
        return aggregateId + " snapshot";
    }
}
