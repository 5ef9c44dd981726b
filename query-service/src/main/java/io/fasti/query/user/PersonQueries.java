package io.fasti.query.user;

import static io.fasti.query.platform.Cells.instant;
import static io.fasti.query.platform.Cells.instantOrNull;

import io.fasti.events.Address;
import io.fasti.events.Profile;
import io.fasti.events.TenantId;
import io.fasti.http.Paging;
import io.fasti.http.Search;
import io.fasti.query.platform.Cells;
import io.fasti.query.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds users as persons: one statement each, and what is JSON stays as PostgreSQL has it. */
@Component
public class PersonQueries {
    private static final String EMPTY = "{}";

    /** What precedes {@code from} names the rows {@code u}. */
    private static final String SELECTED = """
            select u.user_id, u.email, u.username, u.phone_digits, u.name, u.given_name, u.family_name, u.picture,
                u.locale, u.zoneinfo, u.middle_name, u.nickname, u.preferred_username, u.profile, u.website, u.gender,
                u.birthdate, u.address, u.has_password, u.blocked_at is not null as blocked, u.last_login_at, u.version,
                u.created_at, u.updated_at,
                (
                    select json_object_agg(a.name, a.value)
                    from query.user_attribute a
                    where a.tenant_id = u.tenant_id
                        and a.user_id = u.user_id
                ) as attributes,
                (
                    select json_object_agg(i.target, case
                        when i.details is null then json_build_object('userId', i.identity)
                        else json_build_object('userId', i.identity, 'details', i.details)
                    end)
                    from query.user_identity i
                    where i.tenant_id = u.tenant_id
                        and i.user_id = u.user_id
                ) as identities
            """;

    private static final String ORDER = " order by u.created_at desc, u.user_id desc";
    private static final String KEPT = "(select c.users from query.user_count c where c.tenant_id = :tenant)";
    private static final String HAS_ROLE = """
            exists (
                select
                from query.user_role ur
                where ur.tenant_id = u.tenant_id
                    and ur.user_id = u.user_id
                    and ur.role_id = %s
            )""";

    private final JdbcClient jdbc;

    PersonQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<PersonView> byId(TenantId tenantId, String id) {
        return jdbc.sql(SELECTED + "from query.user u where u.tenant_id = ? and u.user_id = ?")
                .params(tenantId.value(), id)
                .query(PersonQueries::view)
                .optional();
    }

    public boolean exists(TenantId tenantId, String id) {
        return jdbc.sql("select exists (select from query.user where tenant_id = ? and user_id = ?)")
                .params(tenantId.value(), id)
                .query(Boolean.class)
                .single();
    }

    /**
     * A part of a list, the newest first.
     *
     * @param role only those who have this role directly; null for all
     * @param withoutRole only those who have not; null for all
     */
    public record Filter(
            Search search, @Nullable String role, @Nullable String withoutRole) {
        boolean isEmpty() {
            return search.conditions().isEmpty() && role == null && withoutRole == null;
        }
    }

    public Page<PersonView> find(TenantId tenantId, Filter filter, Paging paging) {
        var parameters = new HashMap<String, @Nullable Object>();
        var condition = condition(tenantId, filter, parameters);
        var counted = filter.isEmpty() ? KEPT : "(select count(*) from query.user u where " + condition + ")";
        // Numbers in the statement, not beside it: PostgreSQL then keeps one plan for it instead of making one each
        // time.
        var limits = " limit %d offset %d".formatted(paging.limit(), paging.offset());
        var part = "(select u.* from query.user u where " + condition + ORDER + limits + ") u";
        var rows = jdbc.sql(SELECTED + ", " + counted + " as total from " + part + ORDER)
                .params(parameters)
                .query((row, number) -> new Counted(view(row, number), row.getLong("total")))
                .list();
        var total = rows.isEmpty()
                ? jdbc.sql("select coalesce(" + counted + ", 0)")
                        .params(parameters)
                        .query(Long.class)
                        .single()
                : rows.getFirst().total();
        return new Page<>(rows.stream().map(Counted::person).toList(), total);
    }

    /** A row of a list, which all know how long the whole list is. */
    private record Counted(PersonView person, long total) {}

    /** Only what is filtered by stands in the statement, so that each form of it gets a plan of its own. */
    private static String condition(TenantId tenantId, Filter filter, Map<String, @Nullable Object> parameters) {
        var condition = new StringBuilder("u.tenant_id = :tenant");
        parameters.put("tenant", tenantId.value());
        if (filter.role() != null) {
            condition.append(" and ").append(HAS_ROLE.formatted(":role"));
            parameters.put("role", filter.role());
        }
        if (filter.withoutRole() != null) {
            condition.append(" and not ").append(HAS_ROLE.formatted(":withoutRole"));
            parameters.put("withoutRole", filter.withoutRole());
        }
        if (!filter.search().conditions().isEmpty()) {
            var searched = PersonSearch.condition(filter.search(), parameters);
            condition.append(" and (").append(searched).append(')');
        }
        return condition.toString();
    }

    /** The second factors of a user, the oldest first; empty when there is no such user. */
    public Optional<List<FactorView>> factors(TenantId tenantId, String id) {
        var rows = jdbc.sql("""
                        select f.mfa_id, f.factor, f.remaining, f.created_at, f.last_used_at
                        from query.user u
                        left join query.user_mfa f using (tenant_id, user_id)
                        where u.tenant_id = ?
                            and u.user_id = ?
                        order by f.created_at, f.mfa_id
                        """)
                .params(tenantId.value(), id)
                .query((row, _) -> Optional.ofNullable(factor(row)))
                .list();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(rows.stream().flatMap(Optional::stream).toList());
    }

    private static @Nullable FactorView factor(ResultSet row) throws SQLException {
        var id = row.getString("mfa_id");
        if (id == null) {
            return null;
        }
        return new FactorView(
                id,
                row.getString("factor"),
                row.getObject("remaining", Long.class),
                instant(row, "created_at"),
                instantOrNull(row, "last_used_at"));
    }

    private static PersonView view(ResultSet row, int number) throws SQLException {
        return new PersonView(
                row.getString("user_id"),
                row.getString("email"),
                row.getString("username"),
                row.getString("phone_digits"),
                profile(row),
                json(row, "attributes"),
                json(row, "identities"),
                row.getBoolean("blocked"),
                row.getBoolean("has_password"),
                instantOrNull(row, "last_login_at"),
                row.getLong("version"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Profile profile(ResultSet row) throws SQLException {
        return new Profile(
                row.getString("name"),
                row.getString("given_name"),
                row.getString("family_name"),
                row.getString("picture"),
                row.getString("locale"),
                row.getString("zoneinfo"),
                row.getString("middle_name"),
                row.getString("nickname"),
                row.getString("preferred_username"),
                row.getString("profile"),
                row.getString("website"),
                row.getString("gender"),
                row.getString("birthdate"),
                Cells.object(row, "address", Address.class));
    }

    private static String json(ResultSet row, String column) throws SQLException {
        var json = row.getString(column);
        return json == null ? EMPTY : json;
    }
}
