package io.fasti.http.tenant;

import static io.fasti.eventstore.Column.Type.BIGINT;
import static io.fasti.eventstore.Column.Type.BOOLEAN;
import static io.fasti.eventstore.Column.Type.TEXT;

import io.fasti.events.PasswordPolicy;
import io.fasti.events.TenantId;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tenants, as the append transaction wrote them: never stale. The directory of tenants writes the table; the slug is
 * claimed elsewhere before, since it is unique over all tenants.
 */
@Component
public class Tenants {
    public static final Table TABLE = Table.named("http.tenant")
            .key("tenant_id", TEXT)
            .column("slug", TEXT)
            .column("name", TEXT)
            .column("suspended", BOOLEAN)
            .column("password_min_length", BIGINT)
            .column("password_uppercase", BOOLEAN)
            .column("password_numbers", BOOLEAN)
            .column("password_symbols", BOOLEAN);

    private static final String SELECT = """
            select tenant_id, slug, name, suspended,
                password_min_length, password_uppercase, password_numbers, password_symbols
            from http.tenant
            where\s""";

    private final JdbcClient jdbc;

    Tenants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A new tenant's row. */
    public static Row row(TenantId tenantId, String slug, String name) {
        return Row.of("tenant_id", tenantId.value(), "slug", slug, "name", name, "suspended", false)
                .and(columns(PasswordPolicy.DEFAULT));
    }

    /** The columns of a password policy. */
    public static Row columns(PasswordPolicy policy) {
        return Row.of(
                "password_min_length", (long) policy.minLength(),
                "password_uppercase", policy.requireUppercase(),
                "password_numbers", policy.requireNumbers(),
                "password_symbols", policy.requireSymbols());
    }

    /** Null when there is no such tenant. */
    public @Nullable Tenant bySlug(String slug) {
        return one("slug = ?", slug);
    }

    /** Null when there is no such tenant. */
    public @Nullable Tenant byId(TenantId tenantId) {
        return one("tenant_id = ?", tenantId.value());
    }

    private @Nullable Tenant one(String condition, String value) {
        return jdbc.sql(SELECT + condition)
                .param(value)
                .query(Tenants::tenant)
                .optional()
                .orElse(null);
    }

    private static Tenant tenant(ResultSet row, int number) throws SQLException {
        return new Tenant(
                new TenantId(row.getString("tenant_id")),
                row.getString("slug"),
                row.getString("name"),
                row.getBoolean("suspended"),
                new PasswordPolicy(
                        row.getInt("password_min_length"),
                        row.getBoolean("password_uppercase"),
                        row.getBoolean("password_numbers"),
                        row.getBoolean("password_symbols")));
    }
}
