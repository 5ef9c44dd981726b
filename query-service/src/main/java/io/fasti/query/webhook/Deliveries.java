package io.fasti.query.webhook;

import static io.fasti.query.platform.Cells.instantOrNull;

import io.fasti.eventstore.EventJson;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of what has to be sent, and of how sending goes. */
@Component
class Deliveries {
    /** Whose deliveries. */
    record Address(String tenantId, String webhookId) {}

    private final JdbcClient jdbc;

    Deliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds those that are not there yet. */
    void add(Collection<Delivery> deliveries, Instant now) {
        var rows = new ArrayList<Map<String, Object>>();
        for (var delivery : deliveries) {
            rows.add(Map.of(
                    "tenant_id", delivery.tenantId(),
                    "webhook_id", delivery.webhookId(),
                    "event_id", delivery.eventId(),
                    "position", delivery.position(),
                    "event_name", delivery.eventName(),
                    "next_attempt_at", now.toString()));
        }
        jdbc.sql("""
                        insert into query.webhook_delivery
                            (tenant_id, webhook_id, event_id, position, event_name, next_attempt_at)
                        select tenant_id, webhook_id, event_id, position, event_name, next_attempt_at
                        from jsonb_populate_recordset(null::query.webhook_delivery, cast(:rows as jsonb))
                        on conflict do nothing
                        """).param("rows", EventJson.mapper().writeValueAsString(rows)).update();
    }

    /** What is due, the earliest first. */
    List<Delivery> due(Address address, Instant now, int limit) {
        return of(address, """
                        select *
                        from query.webhook_delivery
                        where tenant_id = :tenant
                            and webhook_id = :webhook
                            and status = 'pending'
                            and next_attempt_at <= :now
                        order by next_attempt_at, position
                        limit :limit
                        """)
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((row, _) -> new Delivery(
                        row.getString("tenant_id"),
                        row.getString("webhook_id"),
                        row.getString("event_id"),
                        row.getLong("position"),
                        row.getString("event_name"),
                        row.getInt("attempts")))
                .list();
    }

    /** When something is due next; empty when nothing is. */
    Optional<Instant> nextDue(Address address) {
        return of(address, """
                        select min(next_attempt_at) as next
                        from query.webhook_delivery
                        where tenant_id = :tenant
                            and webhook_id = :webhook
                            and status = 'pending'
                        """)
                .query((row, _) -> Optional.ofNullable(instantOrNull(row, "next")))
                .single();
    }

    /** All that have something pending; what was meant to wake them may have been lost. */
    List<Address> waiting() {
        return jdbc.sql("""
                        select distinct tenant_id, webhook_id
                        from query.webhook_delivery
                        where status = 'pending'
                        """)
                .query((row, _) -> new Address(row.getString("tenant_id"), row.getString("webhook_id")))
                .list();
    }

    void succeeded(Delivery delivery, Attempt attempt, Instant now) {
        attempted(delivery, attempt, now, "success", null, "succeeded_at = :now,");
    }

    void failed(Delivery delivery, Attempt attempt, Instant now) {
        attempted(delivery, attempt, now, "failed", null, "");
    }

    void failedForNow(Delivery delivery, Attempt attempt, Instant now, Instant next) {
        attempted(delivery, attempt, now, "pending", Timestamp.from(next), "");
    }

    void failedForGood(Delivery delivery, Attempt attempt, Instant now) {
        attempted(delivery, attempt, now, "dead_lettered", null, "dead_lettered_at = :now,");
    }

    /** Gives up all that is pending, since the webhook is not there any more or wants nothing. */
    void giveUp(Address address, String reason) {
        of(address, """
                        update query.webhook_delivery
                        set status = 'failed',
                            next_attempt_at = null,
                            last_error = :reason,
                            updated_at = clock_timestamp()
                        where tenant_id = :tenant
                            and webhook_id = :webhook
                            and status = 'pending'
                        """).param("reason", reason).update();
    }

    /** Notes for the webhook how an attempt went. */
    void note(Address address, boolean success, Instant now) {
        of(address, """
                        insert into query.webhook_health as h
                            (tenant_id, webhook_id, failures, last_attempt_at, last_success_at)
                        values (:tenant, :webhook, case when :success then 0 else 1 end, :now,
                            case when :success then cast(:now as timestamptz) end)
                        on conflict (tenant_id, webhook_id) do update
                        set failures = case when :success then 0 else h.failures + 1 end,
                            last_attempt_at = excluded.last_attempt_at,
                            last_success_at = coalesce(excluded.last_success_at, h.last_success_at)
                        """)
                .param("success", success)
                .param("now", Timestamp.from(now))
                .update();
    }

    void pause(Address address, Instant until) {
        of(address, """
                        update query.webhook_health
                        set paused_until = greatest(paused_until, cast(:until as timestamptz))
                        where tenant_id = :tenant
                            and webhook_id = :webhook
                        """).param("until", Timestamp.from(until)).update();
    }

    void gone(WebhookView webhook) {
        of(new Address(webhook.tenantId(), webhook.id()), """
                        update query.webhook_health
                        set gone_version = :version
                        where tenant_id = :tenant
                            and webhook_id = :webhook
                        """)
                .param("version", webhook.version())
                .update();
    }

    private void attempted(
            Delivery delivery, Attempt attempt, Instant now, String status, @Nullable Timestamp next, String more) {
        of(new Address(delivery.tenantId(), delivery.webhookId()), """
                        update query.webhook_delivery
                        set status = :status,
                            attempts = attempts + 1,
                            next_attempt_at = cast(:next as timestamptz),
                            last_status = :code,
                            last_error = :error,
                        """ + more + """
                            updated_at = :now
                        where tenant_id = :tenant
                            and webhook_id = :webhook
                            and event_id = :event
                            and status = 'pending'
                        """)
                .param("event", delivery.eventId())
                .param("status", status)
                .param("next", next)
                .param("code", attempt.status() == 0 ? null : attempt.status())
                .param("error", attempt.error())
                .param("now", Timestamp.from(now))
                .update();
    }

    private JdbcClient.StatementSpec of(Address address, String sql) {
        return jdbc.sql(sql).param("tenant", address.tenantId()).param("webhook", address.webhookId());
    }
}
