package io.fasti.query.group;

import static io.fasti.query.platform.Cells.instant;
import static io.fasti.query.platform.Cells.references;

import io.fasti.events.TenantId;
import io.fasti.http.Paging;
import io.fasti.http.Sort;
import io.fasti.query.platform.Cells;
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
import tools.jackson.databind.JavaType;

/** Finds groups, their members and their roles. */
@Component
public class GroupQueries {
    private static final JavaType MEMBERS = Cells.listOf(GroupView.Member.class);

    private static final Map<String, String> ORDERS =
            Map.of("createdAt", "g.created_at", "name", "lower(g.name)", "slug", "g.slug");

    private static final String SELECTED = """
            select g.*,
                coalesce((
                    select c.members
                    from query.group_member_count c
                    where c.tenant_id = g.tenant_id
                        and c.group_id = g.group_id
                ), 0) as member_count,
                (
                    select coalesce(json_agg(json_build_object('id', r.role_id, 'slug', r.slug, 'name', r.name)
                        order by r.slug), '[]')
                    from query.group_role gr
                    join query.role r using (tenant_id, role_id)
                    where gr.tenant_id = g.tenant_id
                        and gr.group_id = g.group_id
                ) as roles,
                %s as first_members
            from query.group g
            """;

    private static final String DETAILED = SELECTED.formatted("""
            (
                    select coalesce(json_agg(m), '[]')
                    from (
                        select u.user_id as id, u.email, u.username, u.name
                        from query.user_group ug
                        join query.user u using (tenant_id, user_id)
                        where ug.tenant_id = g.tenant_id
                            and ug.group_id = g.group_id
                        order by ug.user_id
                        limit 100
                    ) m
                )""");

    private static final String LISTED = SELECTED.formatted("cast(null as json)");

    private static final String FILTERED = """
            where g.tenant_id = :tenant
                and (cast(:search as text) is null or
                    lower(concat_ws(E'\\n', g.slug, g.name, g.description)) like lower(:search))
            """;

    private final JdbcClient jdbc;

    GroupQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<GroupView> byIdOrSlug(TenantId tenantId, String idOrSlug) {
        return jdbc.sql(DETAILED + """
                        where g.tenant_id = :tenant
                            and (g.group_id = :key or g.slug = :key)
                        order by (g.group_id = :key) desc
                        limit 1
                        """)
                .param("tenant", tenantId.value())
                .param("key", idOrSlug)
                .query(GroupQueries::view)
                .optional();
    }

    /** @param search a piece of the slug, the name or the description; null for all groups */
    public Page<GroupView> find(TenantId tenantId, @Nullable String search, Sort sort, Paging paging) {
        var direction = sort.descending() ? " desc" : " asc";
        var order = "order by " + ORDERS.get(sort.by()) + direction + ", g.group_id" + direction;
        var total = filtered("select count(*) from query.group g " + FILTERED, tenantId, search)
                .query(Long.class)
                .single();
        var rows = filtered(LISTED + FILTERED + order + " limit :limit offset :offset", tenantId, search)
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(GroupQueries::view)
                .list();
        return new Page<>(rows, total);
    }

    /** Who belongs to a group, in the order in which the users were created. */
    public Page<GroupView.Member> members(TenantId tenantId, String groupId, Paging paging) {
        var total = jdbc.sql("""
                        select members
                        from query.group_member_count
                        where tenant_id = :tenant
                            and group_id = :group
                        """)
                .param("tenant", tenantId.value())
                .param("group", groupId)
                .query(Long.class)
                .optional()
                .orElse(0L);
        var rows = jdbc.sql("""
                        select u.user_id, u.email, u.username, u.name
                        from query.user_group ug
                        join query.user u using (tenant_id, user_id)
                        where ug.tenant_id = :tenant
                            and ug.group_id = :group
                        order by ug.user_id
                        limit :limit
                        offset :offset
                        """)
                .param("tenant", tenantId.value())
                .param("group", groupId)
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query((row, _) -> new GroupView.Member(
                        row.getString("user_id"),
                        row.getString("email"),
                        row.getString("username"),
                        row.getString("name")))
                .list();
        return new Page<>(rows, total);
    }

    /** The roles that members of a group have through it. */
    public List<Summary> roles(TenantId tenantId, String groupId) {
        return jdbc.sql("""
                        select r.role_id, r.slug, r.name, r.description
                        from query.group_role gr
                        join query.role r using (tenant_id, role_id)
                        where gr.tenant_id = :tenant
                            and gr.group_id = :group
                        order by r.slug, r.role_id
                        """)
                .param("tenant", tenantId.value())
                .param("group", groupId)
                .query((row, _) -> Summary.of(row, "role_id"))
                .list();
    }

    private JdbcClient.StatementSpec filtered(String sql, TenantId tenantId, @Nullable String search) {
        return jdbc.sql(sql).param("tenant", tenantId.value()).param("search", Containing.pattern(search));
    }

    private static GroupView view(ResultSet row, int number) throws SQLException {
        return new GroupView(
                row.getString("group_id"),
                row.getString("slug"),
                row.getString("name"),
                row.getString("description"),
                row.getLong("member_count"),
                references(row, "roles"),
                row.getString("first_members") == null
                        ? null
                        : Cells.<GroupView.Member>list(row, "first_members", MEMBERS),
                row.getLong("version"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }
}
