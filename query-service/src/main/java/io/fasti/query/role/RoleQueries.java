package io.fasti.query.role;

import static io.fasti.query.platform.Cells.instant;

import io.fasti.events.TenantId;
import io.fasti.http.Paging;
import io.fasti.http.Search;
import io.fasti.http.Sort;
import io.fasti.query.platform.Cells;
import io.fasti.query.platform.Containing;
import io.fasti.query.platform.Page;
import io.fasti.query.platform.Searching;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JavaType;

/** Finds roles and the users that have them. */
@Component
public class RoleQueries {
    /** Which roles are wanted; null does not filter. */
    public record Filter(@Nullable String search, @Nullable Boolean system) {}

    /**
     * Which roles are searched for; null does not filter.
     *
     * @param of a user who must have the role directly
     * @param notOf a user who must not have it
     * @param hidden the beginning of names that are not shown
     */
    public record Searched(
            Search search,
            @Nullable Boolean machine,
            @Nullable String of,
            @Nullable String notOf,
            String hidden) {}

    private static final Map<String, String> FIELDS =
            Map.of("id", "r.role_id", "name", "r.name", "description", "r.description");
    private static final Map<String, String> FIELDS_OF_SCOPES =
            Map.of("id", "p.permission_id", "name", "p.slug", "description", "p.description");

    private static final JavaType PERMISSIONS = Cells.listOf(RoleView.Permission.class);

    private static final Map<String, String> ORDERS =
            Map.of("createdAt", "r.created_at", "name", "lower(r.name)", "slug", "r.slug");

    private static final String SELECTED = """
            select r.*,
                coalesce((
                    select c.users
                    from query.role_user_count c
                    where c.tenant_id = r.tenant_id
                        and c.role_id = r.role_id
                ), 0) as user_count,
                (
                    select coalesce(json_agg(json_build_object('id', p.permission_id, 'slug', p.slug, 'name', p.name,
                        'description', p.description, 'resource', p.resource, 'action', p.action) order by p.slug), '[]')
                    from query.role_permission rp
                    join query.permission p using (tenant_id, permission_id)
                    where rp.tenant_id = r.tenant_id
                        and rp.role_id = r.role_id
                ) as permissions
            from query.role r
            """;

    private static final String FILTERED = """
            where r.tenant_id = :tenant
                and (cast(:search as text) is null or
                    lower(concat_ws(E'\\n', r.slug, r.name, r.description)) like lower(:search))
                and (cast(:system as boolean) is null or r.system = :system)
            """;

    private static final String SEARCHED = """
            where r.tenant_id = :tenant
                and not starts_with(r.name, :hidden)
                and (cast(:machine as boolean) is null or r.machine = :machine)
                and (cast(:of as text) is null or exists (
                    select
                    from query.user_role ur
                    where ur.tenant_id = r.tenant_id
                        and ur.role_id = r.role_id
                        and ur.user_id = :of
                ))
                and (cast(:notOf as text) is null or not exists (
                    select
                    from query.user_role ur
                    where ur.tenant_id = r.tenant_id
                        and ur.role_id = r.role_id
                        and ur.user_id = :notOf
                ))
            """;

    private final JdbcClient jdbc;

    RoleQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<RoleView> byIdOrSlug(TenantId tenantId, String idOrSlug) {
        return jdbc.sql(SELECTED + """
                        where r.tenant_id = :tenant
                            and (r.role_id = :key or r.slug = :key)
                        order by (r.role_id = :key) desc
                        limit 1
                        """)
                .param("tenant", tenantId.value())
                .param("key", idOrSlug)
                .query(RoleQueries::view)
                .optional();
    }

    public Page<RoleView> find(TenantId tenantId, Filter filter, Sort sort, Paging paging) {
        var direction = sort.descending() ? " desc" : " asc";
        var order = "order by " + ORDERS.get(sort.by()) + direction + ", r.role_id" + direction;
        var total = filtered("select count(*) from query.role r " + FILTERED, tenantId, filter)
                .query(Long.class)
                .single();
        var rows = filtered(SELECTED + FILTERED + order + " limit :limit offset :offset", tenantId, filter)
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(RoleQueries::view)
                .list();
        return new Page<>(rows, total);
    }

    /** In the order in which they were created. */
    public Page<RoleView> search(TenantId tenantId, Searched searched, Paging paging) {
        var search = Searching.of(searched.search(), FIELDS);
        var where = SEARCHED + " and " + search.condition();
        var total = searched("select count(*) from query.role r " + where, tenantId, searched, search)
                .query(Long.class)
                .single();
        var sql = SELECTED + where + " order by r.created_at, r.role_id limit :limit offset :offset";
        var rows = searched(sql, tenantId, searched, search)
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(RoleQueries::view)
                .list();
        return new Page<>(rows, total);
    }

    /** A few of the users who have each of these roles directly. */
    public List<RoleView.Face> faces(TenantId tenantId, Collection<String> roleIds, int each) {
        return jdbc.sql("""
                        select r.role_id, u.user_id, u.name, u.picture
                        from unnest(:roles) as r (role_id)
                        cross join lateral (
                            select u.user_id, u.name, u.picture
                            from query.user_role ur
                            join query.user u using (tenant_id, user_id)
                            where ur.tenant_id = :tenant
                                and ur.role_id = r.role_id
                            order by ur.user_id
                            limit :each
                        ) u
                        """)
                .param("tenant", tenantId.value())
                .param("roles", roleIds.toArray(String[]::new))
                .param("each", each)
                .query((row, _) -> new RoleView.Face(
                        row.getString("role_id"),
                        row.getString("user_id"),
                        row.getString("name"),
                        row.getString("picture")))
                .list();
    }

    /** The permissions that a role contains, as scopes. */
    public Page<RoleView.Scope> scopes(TenantId tenantId, String roleId, Search search, Paging paging) {
        var searching = Searching.of(search, FIELDS_OF_SCOPES);
        var from = """
                from query.role_permission rp
                join query.permission p using (tenant_id, permission_id)
                where rp.tenant_id = :tenant
                    and rp.role_id = :role
                    and\s""" + searching.condition();
        var total = jdbc.sql("select count(*) " + from)
                .param("tenant", tenantId.value())
                .param("role", roleId)
                .params(searching.parameters())
                .query(Long.class)
                .single();
        var rows = jdbc.sql("select p.permission_id, p.slug, p.description, p.created_at " + from
                        + " order by p.created_at, p.permission_id limit :limit offset :offset")
                .param("tenant", tenantId.value())
                .param("role", roleId)
                .params(searching.parameters())
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query((row, _) -> new RoleView.Scope(
                        row.getString("permission_id"),
                        row.getString("slug"),
                        row.getString("description"),
                        instant(row, "created_at")))
                .list();
        return new Page<>(rows, total);
    }

    /** The users who have a role directly, in the order in which they were created. */
    public Page<RoleView.Holder> holders(TenantId tenantId, String roleId, Paging paging) {
        var total = jdbc.sql("""
                        select users
                        from query.role_user_count
                        where tenant_id = :tenant
                            and role_id = :role
                        """)
                .param("tenant", tenantId.value())
                .param("role", roleId)
                .query(Long.class)
                .optional()
                .orElse(0L);
        var rows = jdbc.sql("""
                        select u.user_id, u.email, u.username, u.name
                        from query.user_role ur
                        join query.user u using (tenant_id, user_id)
                        where ur.tenant_id = :tenant
                            and ur.role_id = :role
                        order by ur.user_id
                        limit :limit
                        offset :offset
                        """)
                .param("tenant", tenantId.value())
                .param("role", roleId)
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query((row, _) -> new RoleView.Holder(
                        row.getString("user_id"),
                        row.getString("email"),
                        row.getString("username"),
                        row.getString("name")))
                .list();
        return new Page<>(rows, total);
    }

    private JdbcClient.StatementSpec filtered(String sql, TenantId tenantId, Filter filter) {
        return jdbc.sql(sql)
                .param("tenant", tenantId.value())
                .param("search", Containing.pattern(filter.search()))
                .param("system", filter.system());
    }

    private JdbcClient.StatementSpec searched(String sql, TenantId tenantId, Searched searched, Searching search) {
        return jdbc.sql(sql)
                .param("tenant", tenantId.value())
                .param("machine", searched.machine())
                .param("of", searched.of())
                .param("notOf", searched.notOf())
                .param("hidden", searched.hidden())
                .params(search.parameters());
    }

    private static RoleView view(ResultSet row, int number) throws SQLException {
        return new RoleView(
                row.getString("role_id"),
                row.getString("slug"),
                row.getString("name"),
                row.getString("description"),
                row.getBoolean("system"),
                row.getBoolean("machine"),
                row.getBoolean("by_default"),
                row.getLong("user_count"),
                Cells.list(row, "permissions", PERMISSIONS),
                row.getLong("version"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }
}
