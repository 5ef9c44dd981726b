package io.fasti.query.permission;

import static io.fasti.query.platform.Cells.instant;

import io.fasti.events.TenantId;
import io.fasti.http.Paging;
import io.fasti.http.Sort;
import io.fasti.query.platform.Containing;
import io.fasti.query.platform.Page;
import io.fasti.query.platform.Summary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds permissions and the roles that contain them. */
@Component
public class PermissionQueries {
    /** Which permissions are wanted; null does not filter. */
    public record Filter(
            @Nullable String search,
            @Nullable String category,
            @Nullable Boolean system) {}

    private static final Map<String, String> ORDERS =
            Map.of("createdAt", "p.created_at", "name", "lower(p.name)", "slug", "p.slug");

    private static final String SELECTED = """
            select p.*,
                (
                    select count(*)
                    from query.role_permission rp
                    join query.role r using (tenant_id, role_id)
                    where rp.tenant_id = p.tenant_id
                        and rp.permission_id = p.permission_id
                ) as role_count
            from query.permission p
            """;

    private static final String FILTERED = """
            where p.tenant_id = :tenant
                and (cast(:search as text) is null or
                    lower(concat_ws(E'\\n', p.slug, p.name, p.description)) like lower(:search))
                and (cast(:category as text) is null or p.category = :category)
                and (cast(:system as boolean) is null or p.system = :system)
            """;

    private final JdbcClient jdbc;

    PermissionQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<PermissionView> byIdOrSlug(TenantId tenantId, String idOrSlug) {
        return jdbc.sql(SELECTED + """
                        where p.tenant_id = :tenant
                            and (p.permission_id = :key or p.slug = :key)
                        order by (p.permission_id = :key) desc
                        limit 1
                        """)
                .param("tenant", tenantId.value())
                .param("key", idOrSlug)
                .query(PermissionQueries::view)
                .optional();
    }

    public Page<PermissionView> find(TenantId tenantId, Filter filter, Sort sort, Paging paging) {
        var direction = sort.descending() ? " desc" : " asc";
        var order = "order by " + ORDERS.get(sort.by()) + direction + ", p.permission_id" + direction;
        var total = filtered("select count(*) from query.permission p " + FILTERED, tenantId, filter)
                .query(Long.class)
                .single();
        var rows = filtered(SELECTED + FILTERED + order + " limit :limit offset :offset", tenantId, filter)
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(PermissionQueries::view)
                .list();
        return new Page<>(rows, total);
    }

    /** The roles that contain a permission. */
    public List<Summary> roles(TenantId tenantId, String permissionId) {
        return jdbc.sql("""
                        select r.role_id, r.slug, r.name, r.description
                        from query.role_permission rp
                        join query.role r using (tenant_id, role_id)
                        where rp.tenant_id = :tenant
                            and rp.permission_id = :permission
                        order by r.slug, r.role_id
                        """)
                .param("tenant", tenantId.value())
                .param("permission", permissionId)
                .query((row, _) -> Summary.of(row, "role_id"))
                .list();
    }

    private JdbcClient.StatementSpec filtered(String sql, TenantId tenantId, Filter filter) {
        return jdbc.sql(sql)
                .param("tenant", tenantId.value())
                .param("search", Containing.pattern(filter.search()))
                .param("category", filter.category())
                .param("system", filter.system());
    }

    private static PermissionView view(ResultSet row, int number) throws SQLException {
        return new PermissionView(
                row.getString("permission_id"),
                row.getString("slug"),
                row.getString("name"),
                row.getString("description"),
                row.getString("category"),
                row.getString("resource"),
                row.getString("action"),
                row.getBoolean("system"),
                row.getLong("role_count"),
                row.getLong("version"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }
}
