package io.fasti.query.webhook;

import static io.fasti.query.platform.Cells.instant;
import static io.fasti.query.platform.Cells.instantOrNull;
import static io.fasti.query.platform.Cells.texts;

import io.fasti.events.TenantId;
import io.fasti.http.Paging;
import io.fasti.http.Sort;
import io.fasti.query.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds webhooks. */
@Component
public class WebhookQueries {
    /** Which webhooks are wanted; null does not filter. */
    public record Filter(@Nullable Boolean active, @Nullable String event) {}

    private static final Map<String, String> ORDERS =
            Map.of("createdAt", "w.created_at", "isActive", "(w.active and not gone)");

    private static final String SELECTED = """
            select *
            from (
                select w.*, h.failures, h.last_attempt_at, h.last_success_at, h.paused_until,
                    coalesce(h.gone_version >= w.version, false) as gone
                from query.webhook w
                left join query.webhook_health h using (tenant_id, webhook_id)
            ) w
            """;

    private static final String FILTERED = """
            where w.tenant_id = :tenant
                and (cast(:active as boolean) is null or (w.active and not gone) = :active)
                and (cast(:event as text) is null or jsonb_exists(w.events, :event))
            """;

    private final JdbcClient jdbc;

    WebhookQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<WebhookView> byId(TenantId tenantId, String webhookId) {
        return jdbc.sql(SELECTED + "where w.tenant_id = :tenant and w.webhook_id = :id")
                .param("tenant", tenantId.value())
                .param("id", webhookId)
                .query(WebhookQueries::view)
                .optional();
    }

    public Page<WebhookView> find(TenantId tenantId, Filter filter, Sort sort, Paging paging) {
        var direction = sort.descending() ? " desc" : " asc";
        var order = "order by " + ORDERS.get(sort.by()) + direction + ", w.webhook_id" + direction;
        var rows = filtered(SELECTED + FILTERED + order + " limit :limit offset :offset", tenantId, filter)
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(WebhookQueries::view)
                .list();
        var total = filtered(SELECTED.replace("select *\n", "select count(*)\n") + FILTERED, tenantId, filter)
                .query(Long.class)
                .single();
        return new Page<>(rows, total);
    }

    /** All that something is sent to, of several tenants. */
    List<WebhookView> active(Collection<String> tenantIds) {
        return jdbc.sql(SELECTED + "where w.tenant_id = any(:tenants) and w.active and not gone")
                .param("tenants", tenantIds.toArray(String[]::new))
                .query(WebhookQueries::view)
                .list();
    }

    private JdbcClient.StatementSpec filtered(String sql, TenantId tenantId, Filter filter) {
        return jdbc.sql(sql)
                .param("tenant", tenantId.value())
                .param("active", filter.active())
                .param("event", filter.event());
    }

    private static WebhookView view(ResultSet row, int number) throws SQLException {
        return new WebhookView(
                row.getString("tenant_id"),
                row.getString("webhook_id"),
                row.getString("url"),
                texts(row, "events"),
                row.getString("description"),
                row.getBoolean("active"),
                row.getBoolean("gone"),
                row.getLong("failures"),
                instantOrNull(row, "last_attempt_at"),
                instantOrNull(row, "last_success_at"),
                instantOrNull(row, "paused_until"),
                row.getLong("created_position"),
                row.getLong("secret_position"),
                row.getLong("version"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }
}
