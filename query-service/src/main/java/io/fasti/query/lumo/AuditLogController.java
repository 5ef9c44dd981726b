package io.fasti.query.lumo;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.http.Call;
import io.fasti.http.Found;
import io.fasti.http.Listed;
import io.fasti.http.Paging;
import io.fasti.http.Sort;
import io.fasti.http.SortedBy;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import io.fasti.query.audit.AuditEntry;
import io.fasti.query.audit.AuditQueries;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit log, which can be read and nothing else. */
@RestController
@RequestMapping("/api/v1/admin/audit-logs")
@Requires(Area.AUDIT)
class AuditLogController {
    private final AuditQueries audit;

    AuditLogController(AuditQueries audit) {
        this.audit = audit;
    }

    @GetMapping
    Listed list(
            Call call,
            @RequestParam Map<String, String> given,
            @SortedBy({"createdAt", "timestamp", "eventTime"}) Sort sort,
            Paging paging) {
        var page = audit.find(call.tenant().id(), new AuditFilters(given).read(), sort.descending(), paging);
        var rows = page.rows().stream().map(Entry::of).toList();
        return new Listed(rows, page.total(), paging, "Audit logs retrieved successfully", "audit_logs");
    }

    @GetMapping("/{logId}")
    Found get(Call call, @PathVariable String logId) {
        return audit.byId(call.tenant().id(), logId)
                .map(entry -> new Found(Entry.of(entry), 0, "Audit log retrieved successfully"))
                .orElseThrow(() -> new Rejection(ErrorCode.AUDIT_LOG_NOT_FOUND, "log_id", logId));
    }

    /** An entry as LumoAuth's documents nest it, with the flat names of its newest server beside. */
    record Entry(
            String id,
            String action,
            String category,
            String eventType,
            String severity,
            AuditEntry.Party actor,
            AuditEntry.Party target,
            String outcome,
            String status,
            @Nullable String ipAddress,
            @Nullable String userAgent,
            Map<String, Object> metadata,
            Map<String, AuditEntry.Changed> changes,
            Map<String, @Nullable Object> oldValue,
            Map<String, @Nullable Object> newValue,
            Instant timestamp,
            Instant createdAt,
            Instant eventTime,
            String actorType,
            String actorId,
            @Nullable String actorName,
            @Nullable String userEmail,
            String targetType,
            String targetId,
            @Nullable String targetName,
            @Nullable String requestId) {
        static Entry of(AuditEntry entry) {
            var spelling = AuditVocabulary.of(entry.eventType());
            return new Entry(
                    entry.id(),
                    spelling.action(),
                    spelling.category(),
                    entry.eventType(),
                    "info",
                    entry.actor(),
                    entry.target(),
                    entry.outcome(),
                    entry.outcome(),
                    entry.ipAddress(),
                    entry.userAgent(),
                    metadata(entry),
                    entry.changes(),
                    values(entry, true),
                    values(entry, false),
                    entry.occurredAt(),
                    entry.occurredAt(),
                    entry.occurredAt(),
                    entry.actor().type(),
                    entry.actor().id(),
                    entry.actor().name(),
                    entry.actor().email(),
                    entry.target().type(),
                    entry.target().id(),
                    entry.target().name(),
                    entry.requestId());
        }

        private static Map<String, Object> metadata(AuditEntry entry) {
            var metadata = new LinkedHashMap<String, Object>();
            put(metadata, "requestId", entry.requestId());
            put(metadata, "correlationId", entry.correlationId());
            put(metadata, "causationId", entry.causationId());
            put(metadata, "dialect", entry.dialect());
            put(metadata, "operation", entry.operation());
            put(metadata, "position", entry.position());
            put(metadata, "recordedAt", entry.recordedAt());
            return metadata;
        }

        private static Map<String, @Nullable Object> values(AuditEntry entry, boolean old) {
            var values = new LinkedHashMap<String, @Nullable Object>();
            entry.changes().forEach((field, changed) -> values.put(field, old ? changed.from() : changed.to()));
            return values;
        }

        private static void put(Map<String, Object> metadata, String name, @Nullable Object value) {
            if (value != null) {
                metadata.put(name, value);
            }
        }
    }
}
