package io.fasti.query.audit;

import static io.fasti.query.platform.Cells.instant;

import io.fasti.events.Personal;
import io.fasti.events.TenantId;
import io.fasti.eventstore.EventJson;
import io.fasti.http.Paging;
import io.fasti.query.audit.AuditEntry.Changed;
import io.fasti.query.audit.AuditEntry.Party;
import io.fasti.query.audit.AuditLog.SealedOrigin;
import io.fasti.query.audit.AuditLog.SealedTarget;
import io.fasti.query.platform.Containing;
import io.fasti.query.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Finds entries of the audit log and opens what is sealed in them. */
@Component
public class AuditQueries {
    /**
     * Which entries are wanted; null does not filter.
     *
     * @param from the earliest time
     * @param before the time before which they must be
     */
    public record Filter(
            @Nullable Collection<String> eventTypes,
            @Nullable String actorId,
            @Nullable String targetId,
            @Nullable String outcome,
            @Nullable Instant from,
            @Nullable Instant before,
            @Nullable String search) {
        boolean isNone() {
            return equals(new Filter(null, null, null, null, null, null, null));
        }
    }

    private static final TypeReference<Map<String, @Nullable Changed>> CHANGES = new TypeReference<>() {};
    private static final Changed ERASED = new Changed(Personal.ERASED, Personal.ERASED);

    private static final String FILTERED = """
            where tenant_id = :tenant
                and (cast(:types as text[]) is null or event_type = any(cast(:types as text[])))
                and (cast(:actor as text) is null or actor_id = :actor)
                and (cast(:target as text) is null or target_id = :target)
                and (cast(:outcome as text) is null or outcome = :outcome)
                and (cast(:from as timestamptz) is null or occurred_at >= :from)
                and (cast(:before as timestamptz) is null or occurred_at < :before)
                and (cast(:search as text) is null or
                    lower(concat_ws(E'\\n', log_id, event_type, actor_id, target_id, operation, request_id))
                        like lower(:search))
            """;

    private final JdbcClient jdbc;
    private final AuditSeal seal;

    AuditQueries(JdbcClient jdbc, AuditSeal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    public Optional<AuditEntry> byId(TenantId tenantId, String logId) {
        return jdbc.sql("select * from query.audit_log where tenant_id = :tenant and log_id = :id")
                .param("tenant", tenantId.value())
                .param("id", logId)
                .query((row, _) -> entry(tenantId, row))
                .optional()
                .map(entry -> named(tenantId, List.of(entry)).getFirst());
    }

    /** In the order of commits, the newest first unless asked otherwise. */
    public Page<AuditEntry> find(TenantId tenantId, Filter filter, boolean newestFirst, Paging paging) {
        var rows = filtered(
                        "select * from query.audit_log " + FILTERED + "order by position "
                                + (newestFirst ? "desc" : "asc") + " limit :limit offset :offset",
                        tenantId,
                        filter)
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query((row, _) -> entry(tenantId, row))
                .list();
        return new Page<>(named(tenantId, rows), total(tenantId, filter));
    }

    private long total(TenantId tenantId, Filter filter) {
        if (!filter.isNone()) {
            return filtered("select count(*) from query.audit_log " + FILTERED, tenantId, filter)
                    .query(Long.class)
                    .single();
        }
        return jdbc.sql("select entries from query.audit_total where tenant_id = :tenant")
                .param("tenant", tenantId.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private JdbcClient.StatementSpec filtered(String sql, TenantId tenantId, Filter filter) {
        var types = filter.eventTypes();
        return jdbc.sql(sql)
                .param("tenant", tenantId.value())
                .param("types", types == null ? null : types.toArray(String[]::new))
                .param("actor", filter.actorId())
                .param("target", filter.targetId())
                .param("outcome", filter.outcome())
                .param("from", filter.from() == null ? null : Timestamp.from(filter.from()))
                .param("before", filter.before() == null ? null : Timestamp.from(filter.before()))
                .param("search", Containing.pattern(filter.search()));
    }

    private AuditEntry entry(TenantId tenantId, ResultSet row) throws SQLException {
        var actorType = row.getString("actor_type");
        var actorId = row.getString("actor_id");
        var targetType = row.getString("target_type");
        var targetId = row.getString("target_id");
        var origin = seal.open(tenantId, actorType, actorId, row.getString("origin_sealed"), SealedOrigin.class)
                .orElse(new SealedOrigin(Personal.ERASED, Personal.ERASED));
        var target = seal.open(tenantId, targetType, targetId, row.getString("target_sealed"), SealedTarget.class)
                .orElse(null);
        return new AuditEntry(
                row.getString("log_id"),
                row.getLong("position"),
                row.getString("event_type"),
                new Party(actorType, actorId, null, null),
                target == null
                        ? new Party(targetType, targetId, Personal.ERASED, Personal.ERASED)
                        : new Party(targetType, targetId, target.name(), target.email()),
                row.getString("outcome"),
                origin.ip(),
                origin.userAgent(),
                changes(row.getString("changes"), target),
                row.getString("dialect"),
                row.getString("operation"),
                row.getString("request_id"),
                row.getString("correlation_id"),
                row.getString("causation_id"),
                instant(row, "occurred_at"),
                instant(row, "recorded_at"));
    }

    private static Map<String, Changed> changes(String json, @Nullable SealedTarget target) {
        var changes = new LinkedHashMap<String, Changed>();
        EventJson.mapper().readValue(json, CHANGES).forEach((field, open) -> {
            if (open != null) {
                changes.put(field, open);
                return;
            }
            var personal = target == null ? null : target.changes().get(field);
            changes.put(field, personal == null ? ERASED : new Changed(personal.from(), personal.to()));
        });
        return changes;
    }

    /** Puts names to actors: what they are called now, or were called last. */
    private List<AuditEntry> named(TenantId tenantId, List<AuditEntry> entries) {
        var names = new HashMap<String, Party>();
        var ids = entries.stream().map(entry -> entry.actor().id()).distinct().toArray(String[]::new);
        jdbc.sql("""
                        select aggregate_id, aggregate_type, sealed
                        from query.audit_state
                        where tenant_id = :tenant
                            and aggregate_id = any(:ids)
                        """)
                .param("tenant", tenantId.value())
                .param("ids", ids)
                .query((row, _) -> party(
                        tenantId,
                        row.getString("aggregate_type"),
                        row.getString("aggregate_id"),
                        row.getString("sealed")))
                .list()
                .forEach(party -> names.put(party.id(), party));
        return entries.stream()
                .map(entry -> named(entry, names.get(entry.actor().id())))
                .toList();
    }

    private Party party(TenantId tenantId, String type, String id, String sealed) {
        return seal.open(tenantId, type, id, sealed, AuditState.class)
                .map(state -> new Party(type, id, state.name(), state.email()))
                .orElse(new Party(type, id, Personal.ERASED, Personal.ERASED));
    }

    private static AuditEntry named(AuditEntry entry, @Nullable Party actor) {
        if (actor == null) {
            return entry;
        }
        return new AuditEntry(
                entry.id(),
                entry.position(),
                entry.eventType(),
                new Party(entry.actor().type(), actor.id(), actor.name(), actor.email()),
                entry.target(),
                entry.outcome(),
                entry.ipAddress(),
                entry.userAgent(),
                entry.changes(),
                entry.dialect(),
                entry.operation(),
                entry.requestId(),
                entry.correlationId(),
                entry.causationId(),
                entry.occurredAt(),
                entry.recordedAt());
    }
}
