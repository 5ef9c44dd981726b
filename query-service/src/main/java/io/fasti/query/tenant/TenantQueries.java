package io.fasti.query.tenant;

import static io.fasti.query.platform.Cells.instant;

import io.fasti.events.PasswordPolicy;
import io.fasti.events.TenantId;
import io.fasti.http.Paging;
import io.fasti.query.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds tenants. Only an operator's calls may ask for others than their own. */
@Component
public class TenantQueries {
    private final JdbcClient jdbc;

    TenantQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<TenantView> byId(TenantId tenantId) {
        return jdbc.sql("""
                        select *
                        from query.tenant
                        where tenant_id = :tenant
                        """)
                .param("tenant", tenantId.value())
                .query(TenantQueries::view)
                .optional();
    }

    /** Any tenant, by id or slug: for operators. */
    public Optional<TenantView> byIdOrSlug(String idOrSlug) {
        return jdbc.sql("""
                        select *
                        from query.tenant
                        where tenant_id = :key
                            or slug = :key
                        order by (tenant_id = :key) desc
                        limit 1
                        """).param("key", idOrSlug).query(TenantQueries::view).optional();
    }

    /** All tenants, oldest first: for operators. */
    public Page<TenantView> all(Paging paging) {
        var total =
                jdbc.sql("select count(*) from query.tenant").query(Long.class).single();
        var rows = jdbc.sql("""
                        select *
                        from query.tenant
                        order by created_at, tenant_id
                        limit :limit
                        offset :offset
                        """)
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(TenantQueries::view)
                .list();
        return new Page<>(rows, total);
    }

    private static TenantView view(ResultSet row, int number) throws SQLException {
        return new TenantView(
                row.getString("tenant_id"),
                row.getString("slug"),
                row.getString("name"),
                row.getBoolean("suspended"),
                new PasswordPolicy(
                        row.getInt("password_min_length"),
                        row.getBoolean("password_require_uppercase"),
                        row.getBoolean("password_require_numbers"),
                        row.getBoolean("password_require_symbols")),
                row.getLong("version"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }
}
