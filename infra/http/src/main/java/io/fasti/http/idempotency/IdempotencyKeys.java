package io.fasti.http.idempotency;

import static io.fasti.eventstore.Column.Type.BIGINT;
import static io.fasti.eventstore.Column.Type.TEXT;
import static io.fasti.eventstore.Column.Type.TIMESTAMP;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.TenantId;
import io.fasti.eventstore.Keys;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation;
import io.fasti.eventstore.Table;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.json.HttpJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What earlier requests with an Idempotency-Key were answered. The row of a request is written in the transaction that
 * appends its events, so there is an answer exactly when there was an effect; refusals are not kept.
 */
@Component
public class IdempotencyKeys {
    public static final Table TABLE = Table.named("http.idempotency")
            .key("tenant_id", TEXT)
            .key("caller", TEXT)
            .key("key", TEXT)
            .column("request_hash", TEXT)
            .column("dialect", TEXT)
            .column("status", BIGINT)
            .column("kind", TEXT)
            .column("resource_id", TEXT)
            .column("message", TEXT)
            .column("once", TEXT)
            .column("expires_at", TIMESTAMP);

    private static final Duration KEPT = Duration.ofHours(24);

    /** The answer that an earlier request had. */
    record Remembered(String requestHash, Outcome outcome, Instant expiresAt) {}

    private final JdbcClient jdbc;
    private final Keys keys;
    private final HttpJson json;

    IdempotencyKeys(JdbcClient jdbc, Keys keys, HttpJson json) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.json = json;
    }

    /**
     * The rows that have to go into the transaction of this call's change; none when it has no key. Where a twin of the
     * request was faster the append is refused with {@code IDEMPOTENCY_KEY_TAKEN}: let that pass, it becomes the twin's
     * answer.
     */
    public List<RowOperation> remember(Call call, Outcome outcome) {
        var idempotency = call.idempotency();
        if (idempotency == null) {
            return List.of();
        }
        var once = outcome.once().isEmpty() ? null : keys.seal(call.tenant().id(), json.text(outcome.once()));
        var row = Row.of(
                "tenant_id", call.tenant().id().value(),
                "caller", call.caller().id(),
                "key", idempotency.key(),
                "request_hash", idempotency.requestHash(),
                "dialect", call.dialect(),
                "status", (long) outcome.status(),
                "kind", outcome.kind(),
                "resource_id", outcome.id(),
                "message", outcome.message(),
                "once", once,
                "expires_at", Instant.now().plus(KEPT));
        return List.of(new RowOperation.Insert(TABLE, row, new Rejection(ErrorCode.IDEMPOTENCY_KEY_TAKEN)));
    }

    /** Null when no request with this key has succeeded in the last 24 hours; an expired row makes room at once. */
    @Nullable
    Remembered find(TenantId tenantId, String caller, String key) {
        var remembered = jdbc.sql("""
                        select request_hash, status, kind, resource_id, message, once, expires_at
                        from http.idempotency
                        where tenant_id = ? and caller = ? and key = ?
                        """)
                .params(tenantId.value(), caller, key)
                .query((row, _) -> remembered(tenantId, row))
                .optional()
                .orElse(null);
        if (remembered != null && !Instant.now().isBefore(remembered.expiresAt())) {
            forget("tenant_id = ? and caller = ? and key = ?", tenantId.value(), caller, key);
            return null;
        }
        return remembered;
    }

    /** Lets go of what is older than 24 hours. */
    int sweep() {
        return forget("tenant_id is not null");
    }

    private int forget(String condition, Object... parameters) {
        return jdbc.sql("delete from http.idempotency where expires_at <= now() and " + condition)
                .params(parameters)
                .update();
    }

    private Remembered remembered(TenantId tenantId, ResultSet row) throws SQLException {
        var once = row.getString("once");
        Map<String, Object> members = once == null ? Map.of() : json.members(keys.open(tenantId, once));
        var outcome = new Outcome(
                row.getInt("status"),
                row.getString("kind"),
                row.getString("resource_id"),
                row.getString("message"),
                members);
        var expiresAt = row.getObject("expires_at", OffsetDateTime.class).toInstant();
        return new Remembered(row.getString("request_hash"), outcome, expiresAt);
    }
}
