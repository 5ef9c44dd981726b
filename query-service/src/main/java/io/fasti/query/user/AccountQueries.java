package io.fasti.query.user;

import static io.fasti.query.platform.Cells.instant;
import static io.fasti.query.platform.Cells.instantOrNull;

import io.fasti.events.Address;
import io.fasti.events.Profile;
import io.fasti.events.TenantId;
import io.fasti.query.platform.Cells;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds users as accounts: one statement each, and what is JSON stays as PostgreSQL has it. */
@Component
public class AccountQueries {
    private static final String EMPTY = "{}";

    /** What precedes {@code from} names the rows {@code u}. */
    private static final String SELECTED = """
            select u.*,
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

    private final JdbcClient jdbc;

    AccountQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<AccountView> byId(TenantId tenantId, String id) {
        return jdbc.sql(SELECTED + "from query.user u where u.tenant_id = ? and u.user_id = ?")
                .params(tenantId.value(), id)
                .query(AccountQueries::view)
                .optional();
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
        var remaining = row.getLong("remaining");
        return new FactorView(
                id,
                row.getString("factor"),
                row.wasNull() ? null : remaining,
                instant(row, "created_at"),
                instantOrNull(row, "last_used_at"));
    }

    private static AccountView view(ResultSet row, int number) throws SQLException {
        return new AccountView(
                row.getString("user_id"),
                row.getString("email"),
                row.getString("username"),
                row.getString("phone_digits"),
                profile(row),
                json(row, "attributes"),
                json(row, "identities"),
                row.getObject("blocked_at") != null,
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
