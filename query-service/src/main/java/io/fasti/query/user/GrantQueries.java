package io.fasti.query.user;

import io.fasti.events.TenantId;
import io.fasti.query.platform.Cells;
import io.fasti.query.platform.Summary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JavaType;

/** Tells what a user has, and every way in which they have it. Each answer is one statement. */
@Component
public class GrantQueries {
    private static final JavaType SOURCES = Cells.listOf(Grant.Source.class);
    private static final String ROLES = statement("effective-roles.sql");
    private static final String PERMISSIONS = statement("effective-permissions.sql");

    private final JdbcClient jdbc;

    GrantQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param direct whether only what the user has directly is wanted, not what comes through groups */
    public List<Grant> roles(TenantId tenantId, String userId, boolean direct) {
        return grants(ROLES, tenantId, userId, direct);
    }

    /** @param direct whether only what the user has directly is wanted, not what comes through roles and groups */
    public List<Grant> permissions(TenantId tenantId, String userId, boolean direct) {
        return grants(PERMISSIONS, tenantId, userId, direct);
    }

    public List<Summary> groups(TenantId tenantId, String userId) {
        return jdbc.sql("""
                        select g.group_id, g.slug, g.name, g.description
                        from query.user_group ug
                        join query.group g using (tenant_id, group_id)
                        where ug.tenant_id = :tenant
                            and ug.user_id = :user
                        order by g.slug, g.group_id
                        """)
                .param("tenant", tenantId.value())
                .param("user", userId)
                .query((row, _) -> Summary.of(row, "group_id"))
                .list();
    }

    private List<Grant> grants(String sql, TenantId tenantId, String userId, boolean direct) {
        return jdbc.sql(sql)
                .param("tenant", tenantId.value())
                .param("user", userId)
                .param("direct", direct)
                .query((row, _) -> new Grant(
                        row.getString("id"),
                        row.getString("slug"),
                        row.getString("name"),
                        row.getString("description"),
                        Cells.list(row, "sources", SOURCES)))
                .list();
    }

    private static String statement(String file) {
        try {
            return new ClassPathResource(file, GrantQueries.class).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
