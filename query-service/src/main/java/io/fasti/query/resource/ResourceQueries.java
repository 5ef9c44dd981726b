package io.fasti.query.resource;

import io.fasti.events.TenantId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds API resources. */
@Component
public class ResourceQueries {
    private final JdbcClient jdbc;

    ResourceQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The one that permissions belong to which name no other. */
    public Optional<ResourceView> builtIn(TenantId tenantId) {
        return jdbc.sql("""
                        select resource_id, name, indicator, built_in, version
                        from query.resource
                        where tenant_id = :tenant
                            and built_in
                        """)
                .param("tenant", tenantId.value())
                .query((row, _) -> new ResourceView(
                        row.getString("resource_id"),
                        row.getString("name"),
                        row.getString("indicator"),
                        row.getBoolean("built_in"),
                        row.getLong("version")))
                .optional();
    }
}
