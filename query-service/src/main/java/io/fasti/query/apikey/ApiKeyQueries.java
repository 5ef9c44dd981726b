package io.fasti.query.apikey;

import static io.fasti.query.platform.Cells.instant;
import static io.fasti.query.platform.Cells.instantOrNull;
import static io.fasti.query.platform.Cells.texts;

import io.fasti.events.TenantId;
import io.fasti.http.Paging;
import io.fasti.query.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds a tenant's API keys. */
@Component
public class ApiKeyQueries {
    private final JdbcClient jdbc;

    ApiKeyQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<ApiKeyView> byId(TenantId tenantId, String id) {
        return jdbc.sql("""
                        select *, revoked_at is null and (expires_at is null or expires_at > now()) as usable
                        from query.api_key
                        where tenant_id = :tenant
                            and api_key_id = :id
                        """)
                .param("tenant", tenantId.value())
                .param("id", id)
                .query(ApiKeyQueries::view)
                .optional();
    }

    /** Newest first, revoked ones too. */
    public Page<ApiKeyView> all(TenantId tenantId, Paging paging) {
        var total = jdbc.sql("""
                        select count(*)
                        from query.api_key
                        where tenant_id = :tenant
                        """)
                .param("tenant", tenantId.value())
                .query(Long.class)
                .single();
        var rows = jdbc.sql("""
                        select *, revoked_at is null and (expires_at is null or expires_at > now()) as usable
                        from query.api_key
                        where tenant_id = :tenant
                        order by created_at desc, api_key_id desc
                        limit :limit
                        offset :offset
                        """)
                .param("tenant", tenantId.value())
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(ApiKeyQueries::view)
                .list();
        return new Page<>(rows, total);
    }

    private static ApiKeyView view(ResultSet row, int number) throws SQLException {
        return new ApiKeyView(
                row.getString("api_key_id"),
                row.getString("name"),
                row.getString("hint"),
                texts(row, "scopes"),
                instantOrNull(row, "expires_at"),
                instantOrNull(row, "revoked_at"),
                row.getBoolean("usable"),
                row.getLong("version"),
                instant(row, "created_at"));
    }
}
