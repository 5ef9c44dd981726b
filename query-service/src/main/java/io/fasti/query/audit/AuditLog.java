package io.fasti.query.audit;

import io.fasti.events.EventCatalogue;
import io.fasti.events.IdentityEvent;
import io.fasti.events.TenantId;
import io.fasti.eventstore.EventJson;
import io.fasti.eventstore.EventLog;
import io.fasti.eventstore.EventLog.Stored;
import io.fasti.eventstore.Origin;
import io.fasti.query.audit.AuditState.Difference;
import io.fasti.query.stream.EventIds;
import io.fasti.query.stream.Reaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the entries. The last state of each aggregate tells what was before, and which events it has had already. */
@Component
class AuditLog implements Reaction {
    /** What of an entry's target is sealed. */
    record SealedTarget(@Nullable String name, @Nullable String email, Map<String, Difference> changes) {}

    /** What of an entry's actor is sealed. */
    record SealedOrigin(@Nullable String ip, @Nullable String userAgent) {}

    private record Key(String tenantId, String aggregateId) {}

    private record Known(String aggregateType, long sequence, AuditState state) {}

    private final EventLog events;
    private final JdbcClient jdbc;
    private final AuditSeal seal;
    private final TransactionTemplate transaction;

    AuditLog(EventLog events, JdbcClient jdbc, AuditSeal seal, PlatformTransactionManager transactions) {
        this.events = events;
        this.jdbc = jdbc;
        this.seal = seal;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public void react(List<Stored> stored) {
        transaction.executeWithoutResult(_ -> write(stored));
    }

    private void write(List<Stored> stored) {
        var opened = opened(stored);
        var states = states(stored);
        var changed = new LinkedHashMap<Key, Known>();
        var entries = new ArrayList<Map<String, @Nullable Object>>();
        for (var event : stored) {
            var key = new Key(event.tenantId(), event.aggregateId());
            var known = states.get(key);
            if (known != null && event.sequence() <= known.sequence()) {
                continue;
            }
            var before = known == null ? AuditState.NONE : known.state();
            var recorded = opened.get(event.position());
            var after = recorded == null ? before : before.after(recorded.event());
            entries.add(entry(event, recorded == null ? origin(event) : recorded.origin(), before, after));
            var next = new Known(event.aggregateType(), event.sequence(), after);
            states.put(key, next);
            changed.put(key, next);
        }
        if (!entries.isEmpty()) {
            insert(entries);
            keep(changed);
        }
    }

    private record Opened(IdentityEvent event, Origin origin) {}

    /** By position; events that this release does not know are left out. */
    private Map<Long, Opened> opened(List<Stored> stored) {
        var known = stored.stream()
                .filter(event -> EventCatalogue.named(event.eventType()) != null)
                .toList();
        var opened = new HashMap<Long, Opened>();
        events.open(known)
                .forEach(recorded -> opened.put(recorded.position(), new Opened(recorded.event(), recorded.origin())));
        return opened;
    }

    /** The origin of an event that cannot be opened: what of it is not sealed. */
    private static Origin origin(Stored event) {
        var metadata = EventJson.mapper().readTree(event.metadata());
        return new Origin(
                metadata.path("actorType").asString("unknown"),
                metadata.path("actorId").asString("unknown"),
                metadata.path("requestId").asStringOpt().orElse(null),
                metadata.path("correlationId").asStringOpt().orElse(null),
                metadata.path("causationId").asStringOpt().orElse(null),
                null,
                null,
                metadata.path("dialect").asStringOpt().orElse(null),
                metadata.path("operation").asStringOpt().orElse(null));
    }

    private Map<String, @Nullable Object> entry(Stored event, Origin origin, AuditState before, AuditState after) {
        var tenantId = new TenantId(event.tenantId());
        var open = new LinkedHashMap<String, @Nullable Difference>();
        var personal = new LinkedHashMap<String, Difference>();
        before.differences(after).forEach((field, difference) -> {
            var hidden = event.aggregateType().equals("user") && UserFields.PERSONAL.contains(field);
            open.put(field, hidden ? null : difference);
            if (hidden) {
                personal.put(field, difference);
            }
        });
        var target = new SealedTarget(after.name(), after.email(), personal);
        var entry = new LinkedHashMap<String, @Nullable Object>();
        entry.put("tenant_id", event.tenantId());
        entry.put("log_id", EventIds.of("log_", event));
        entry.put("position", event.position());
        entry.put("event_type", event.eventType());
        entry.put("actor_type", origin.actorType());
        entry.put("actor_id", origin.actorId());
        entry.put("target_type", event.aggregateType());
        entry.put("target_id", event.aggregateId());
        entry.put("outcome", "success");
        entry.put("dialect", origin.dialect());
        entry.put("operation", origin.operation());
        entry.put("request_id", origin.requestId());
        entry.put("correlation_id", origin.correlationId());
        entry.put("causation_id", origin.causationId());
        entry.put("changes", open);
        entry.put("target_sealed", seal.seal(tenantId, event.aggregateType(), event.aggregateId(), target));
        entry.put(
                "origin_sealed",
                seal.seal(
                        tenantId,
                        origin.actorType(),
                        origin.actorId(),
                        new SealedOrigin(origin.ip(), origin.userAgent())));
        entry.put("occurred_at", event.occurredAt().toString());
        entry.put("recorded_at", event.recordedAt().toString());
        return entry;
    }

    private void insert(List<Map<String, @Nullable Object>> entries) {
        jdbc.sql("""
                        with added as (
                            insert into query.audit_log
                            select *
                            from jsonb_populate_recordset(null::query.audit_log, cast(:entries as jsonb))
                            on conflict do nothing
                            returning tenant_id
                        )
                        insert into query.audit_total as total (tenant_id, entries)
                        select tenant_id, count(*)
                        from added
                        group by tenant_id
                        order by tenant_id
                        on conflict (tenant_id) do update
                        set entries = total.entries + excluded.entries
                        """)
                .param("entries", EventJson.mapper().writeValueAsString(entries))
                .update();
    }

    private Map<Key, Known> states(List<Stored> stored) {
        var keys = stored.stream()
                .map(event -> new Key(event.tenantId(), event.aggregateId()))
                .distinct()
                .toList();
        var states = new HashMap<Key, Known>();
        jdbc.sql("""
                        select s.*
                        from unnest(:tenants, :aggregates) as wanted (tenant_id, aggregate_id)
                        join query.audit_state s using (tenant_id, aggregate_id)
                        for update of s
                        """)
                .param("tenants", keys.stream().map(Key::tenantId).toArray(String[]::new))
                .param("aggregates", keys.stream().map(Key::aggregateId).toArray(String[]::new))
                .query((row, _) -> {
                    var key = new Key(row.getString("tenant_id"), row.getString("aggregate_id"));
                    var type = row.getString("aggregate_type");
                    var state = seal.open(
                                    new TenantId(key.tenantId()),
                                    type,
                                    key.aggregateId(),
                                    row.getString("sealed"),
                                    AuditState.class)
                            .orElse(AuditState.NONE);
                    return Map.entry(key, new Known(type, row.getLong("sequence"), state));
                })
                .list()
                .forEach(found -> states.put(found.getKey(), found.getValue()));
        return states;
    }

    private void keep(Map<Key, Known> states) {
        Collection<Map<String, Object>> rows = new ArrayList<>();
        states.forEach((key, known) -> rows.add(Map.of(
                "tenant_id",
                key.tenantId(),
                "aggregate_id",
                key.aggregateId(),
                "aggregate_type",
                known.aggregateType(),
                "sequence",
                known.sequence(),
                "sealed",
                seal.seal(new TenantId(key.tenantId()), known.aggregateType(), key.aggregateId(), known.state()))));
        jdbc.sql("""
                        insert into query.audit_state
                        select *
                        from jsonb_populate_recordset(null::query.audit_state, cast(:rows as jsonb))
                        order by tenant_id, aggregate_id
                        on conflict (tenant_id, aggregate_id) do update
                        set sequence = excluded.sequence, sealed = excluded.sealed
                        """).param("rows", EventJson.mapper().writeValueAsString(rows)).update();
    }
}
