package io.fasti.query.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entry of the audit log. What an erased person left is shown as erased. */
public record AuditEntry(
        String id,
        long position,
        String eventType,
        Party actor,
        Party target,
        String outcome,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        Map<String, Changed> changes,
        @Nullable String dialect,
        @Nullable String operation,
        @Nullable String requestId,
        @Nullable String correlationId,
        @Nullable String causationId,
        Instant occurredAt,
        Instant recordedAt) {
    /** Who did something, or to whom it was done. */
    public record Party(
            String type,
            String id,
            @Nullable String name,
            @Nullable String email) {}

    /** One field: what it was, what it is. */
    public record Changed(@Nullable Object from, @Nullable Object to) {}
}
