package io.fasti.query.user;

import static io.fasti.query.platform.Cells.instant;
import static io.fasti.query.platform.Cells.instantOrNull;

import io.fasti.events.TenantId;
import io.fasti.http.Paging;
import io.fasti.http.Sort;
import io.fasti.query.platform.Cells;
import io.fasti.query.platform.Containing;
import io.fasti.query.platform.Page;
import io.fasti.query.platform.Reference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds users. What they may do, and why, is told by {@link GrantQueries}. */
@Component
public class UserQueries {
    /** Which users are wanted; null does not filter. Roles and groups are named by id or slug, and had directly. */
    public record Filter(
            @Nullable String search,
            @Nullable String role,
            @Nullable String group,
            @Nullable Boolean blocked,
            @Nullable Boolean active) {
        boolean isEmpty() {
            return Containing.pattern(search) == null
                    && role == null
                    && group == null
                    && blocked == null
                    && active == null;
        }
    }

    /** How each order is told; those who lack what the list is sorted by come last in either direction. */
    private static final Map<String, String> ORDERS = Map.of(
            "createdAt", "u.created_at %s",
            "email", "lower(u.email) %s nulls last",
            "name", "lower(u.name) %s nulls last",
            "lastLoginAt", "u.last_login_at %s nulls last");

    /** What precedes {@code from} names the rows {@code u}. */
    private static final String SELECTED = """
            select u.user_id, u.email, u.email_verified, u.username, u.phone, u.name, u.given_name, u.family_name, u.picture,
                u.locale, u.zoneinfo, u.active, u.blocked_at, u.mfa_enabled, u.has_belongings, u.last_login_at,
                u.login_count, u.version, u.created_at, u.updated_at
            """;

    /**
     * Roles, groups and attributes of several users. A statement of its own, because beginning it costs PostgreSQL as much
     * as reading the users does, even when it finds nothing.
     */
    private static final String BELONGINGS = """
            select ur.user_id, 'role' as kind, r.role_id as id, r.slug, r.name, r.system and r.slug = 'admin' as admin,
                cast(null as jsonb) as value
            from query.user_role ur
            join query.role r using (tenant_id, role_id)
            where ur.tenant_id = :tenant
                and ur.user_id = any(:users)
            union all
            select ug.user_id, 'group', g.group_id, g.slug, g.name,
                exists (
                    select
                    from query.group_role gr
                    join query.role r using (tenant_id, role_id)
                    where gr.tenant_id = g.tenant_id
                        and gr.group_id = g.group_id
                        and r.system
                        and r.slug = 'admin'
                ), null
            from query.user_group ug
            join query.group g using (tenant_id, group_id)
            where ug.tenant_id = :tenant
                and ug.user_id = any(:users)
            union all
            select a.user_id, 'attribute', a.name, a.name, a.name, false, a.value
            from query.user_attribute a
            where a.tenant_id = :tenant
                and a.user_id = any(:users)
            """;

    /** A role, a group or an attribute of a user. */
    private record Belonging(
            String kind,
            String id,
            String slug,
            String name,
            boolean admin,
            @Nullable Object value) {}

    private final JdbcClient jdbc;

    UserQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<UserView> byId(TenantId tenantId, String id) {
        return one("u.user_id = :key", tenantId, id);
    }

    /** By id, e-mail in any case, or username, in this order. */
    public Optional<UserView> byKey(TenantId tenantId, String key) {
        return byId(tenantId, key)
                .or(() -> key.contains("@") ? one("lower(u.email) = lower(:key)", tenantId, key) : Optional.empty())
                .or(() -> one("u.username = :key", tenantId, key));
    }

    /** The id of the user whom {@link #byKey} finds. */
    public Optional<String> idOf(TenantId tenantId, String key) {
        return jdbc.sql("""
                        select user_id
                        from query.user u
                        where tenant_id = :tenant
                            and (user_id = :key or lower(email) = lower(:key) or username = :key)
                        order by (user_id = :key) desc, (lower(email) = lower(:key)) desc nulls last
                        limit 1
                        """)
                .param("tenant", tenantId.value())
                .param("key", key)
                .query(String.class)
                .optional();
    }

    public Page<UserView> find(TenantId tenantId, Filter filter, Sort sort, Paging paging) {
        var parameters = new HashMap<String, @Nullable Object>();
        var condition = condition(tenantId, filter, parameters);
        var direction = sort.descending() ? "desc" : "asc";
        var order = " order by %s, u.user_id %s"
                .formatted(Objects.requireNonNull(ORDERS.get(sort.by())).formatted(direction), direction);
        var total = filter.isEmpty() ? kept(tenantId) : counted(condition, parameters);
        // Numbers in the statement, not beside it: PostgreSQL then keeps one plan for it instead of making one each
        // time.
        var limits = " limit %d offset %d".formatted(paging.limit(), paging.offset());
        var page = "from query.user u where " + condition + order + limits;
        return new Page<>(users(tenantId, SELECTED + page, parameters), total);
    }

    private Optional<UserView> one(String condition, TenantId tenantId, String key) {
        var sql = SELECTED + "from query.user u where u.tenant_id = :tenant and " + condition;
        return users(tenantId, sql, Map.of("tenant", tenantId.value(), "key", key)).stream()
                .findFirst();
    }

    /** Belongings are read after the rows: what is seen of a user may then be newer than its version, never older. */
    private List<UserView> users(TenantId tenantId, String sql, Map<String, ? extends @Nullable Object> parameters) {
        var owners = new ArrayList<String>();
        var users = jdbc.sql(sql)
                .params(parameters)
                .query((row, _) -> {
                    if (row.getBoolean("has_belongings")) {
                        owners.add(row.getString("user_id"));
                    }
                    return view(row);
                })
                .list();
        if (owners.isEmpty()) {
            return users;
        }
        var belongings = belongings(tenantId, owners);
        return users.stream()
                .map(user -> with(belongings.getOrDefault(user.id(), List.of()), user))
                .toList();
    }

    private Map<String, List<Belonging>> belongings(TenantId tenantId, List<String> users) {
        var belongings = new HashMap<String, List<Belonging>>();
        jdbc.sql(BELONGINGS)
                .param("tenant", tenantId.value())
                .param("users", users.toArray(String[]::new))
                .query(row -> {
                    belongings
                            .computeIfAbsent(row.getString("user_id"), _ -> new ArrayList<>())
                            .add(new Belonging(
                                    row.getString("kind"),
                                    row.getString("id"),
                                    row.getString("slug"),
                                    row.getString("name"),
                                    row.getBoolean("admin"),
                                    Cells.object(row, "value", Object.class)));
                });
        return belongings;
    }

    /** Only what is filtered by stands in the statement, so that each form of it gets a plan of its own. */
    private static String condition(TenantId tenantId, Filter filter, Map<String, @Nullable Object> parameters) {
        var condition = new StringBuilder("u.tenant_id = :tenant");
        parameters.put("tenant", tenantId.value());
        var pattern = Containing.pattern(filter.search());
        if (pattern != null) {
            condition.append(" and u.search like lower(:search)");
            parameters.put("search", pattern);
        }
        if (filter.role() != null) {
            condition.append("""
                     and exists (
                        select
                        from query.user_role ur
                        join query.role r using (tenant_id, role_id)
                        where ur.tenant_id = u.tenant_id
                            and ur.user_id = u.user_id
                            and (r.role_id = :role or r.slug = :role)
                    )""");
            parameters.put("role", filter.role());
        }
        if (filter.group() != null) {
            condition.append("""
                     and exists (
                        select
                        from query.user_group ug
                        join query.group g using (tenant_id, group_id)
                        where ug.tenant_id = u.tenant_id
                            and ug.user_id = u.user_id
                            and (g.group_id = :group or g.slug = :group)
                    )""");
            parameters.put("group", filter.group());
        }
        if (filter.blocked() != null) {
            condition.append(filter.blocked() ? " and u.blocked_at is not null" : " and u.blocked_at is null");
        }
        if (filter.active() != null) {
            condition.append(" and u.active = :active");
            parameters.put("active", filter.active());
        }
        return condition.toString();
    }

    private long kept(TenantId tenantId) {
        return jdbc.sql("""
                        select users
                        from query.user_count
                        where tenant_id = :tenant
                        """)
                .param("tenant", tenantId.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private long counted(String condition, Map<String, @Nullable Object> parameters) {
        return jdbc.sql("select count(*) from query.user u where " + condition)
                .params(parameters)
                .query(Long.class)
                .single();
    }

    private static UserView with(List<Belonging> belongings, UserView user) {
        return user.with(
                belongings.stream().anyMatch(Belonging::admin),
                references("role", belongings),
                references("group", belongings),
                attributes(belongings));
    }

    private static UserView view(ResultSet row) throws SQLException {
        var blockedAt = instantOrNull(row, "blocked_at");
        return new UserView(
                row.getString("user_id"),
                row.getString("email"),
                row.getBoolean("email_verified"),
                row.getString("username"),
                row.getString("phone"),
                row.getString("name"),
                row.getString("given_name"),
                row.getString("family_name"),
                row.getString("picture"),
                row.getString("locale"),
                row.getString("zoneinfo"),
                row.getBoolean("active"),
                blockedAt != null,
                blockedAt,
                row.getBoolean("mfa_enabled"),
                false,
                List.of(),
                List.of(),
                Map.of(),
                instantOrNull(row, "last_login_at"),
                row.getLong("login_count"),
                row.getLong("version"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static List<Reference> references(String kind, List<Belonging> belongings) {
        return belongings.stream()
                .filter(belonging -> belonging.kind().equals(kind))
                .map(belonging -> new Reference(belonging.id(), belonging.slug(), belonging.name()))
                .sorted(Comparator.comparing(Reference::slug))
                .toList();
    }

    private static Map<String, @Nullable Object> attributes(List<Belonging> belongings) {
        var attributes = new TreeMap<String, @Nullable Object>();
        belongings.stream()
                .filter(belonging -> belonging.kind().equals("attribute"))
                .forEach(belonging -> attributes.put(belonging.name(), belonging.value()));
        return attributes;
    }
}
