package io.fasti.command.sweep;

import io.fasti.events.TenantId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the directory knows of deleted things: that they were deleted, and who still holds them. */
@Component
class Leftovers {
    /** Whose sweep is not over. */
    record Deleted(TenantId tenantId, String id) {}

    private static final Set<String> THINGS = Set.of("role", "permission", "group");
    private static final Set<String> HOLDERS = Set.of("user", "group", "role");

    private final JdbcClient jdbc;

    Leftovers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Deleted> deleted(String thing, int limit) {
        return jdbc.sql("""
                        select tenant_id, %1$s_id as id
                        from command.deleted_%1$s
                        order by tenant_id, %1$s_id
                        limit ?
                        """.formatted(known(THINGS, thing)))
                .param(limit)
                .query((row, _) -> new Deleted(new TenantId(row.getString("tenant_id")), row.getString("id")))
                .list();
    }

    /** In the order of their ids. */
    <I> List<I> holders(String thing, Deleted deleted, String holder, Function<String, I> identifier, int limit) {
        return jdbc
                .sql("""
                        select %2$s_id
                        from command.%1$s_of_%2$s
                        where tenant_id = ? and %1$s_id = ?
                        order by %2$s_id
                        limit ?
                        """.formatted(known(THINGS, thing), known(HOLDERS, holder)))
                .params(deleted.tenantId().value(), deleted.id(), limit)
                .query(String.class)
                .list()
                .stream()
                .map(identifier)
                .toList();
    }

    /** The sweep is over: nobody holds it, and nobody can take it any more. */
    void forget(String thing, Deleted deleted) {
        jdbc.sql("""
                        delete from command.deleted_%1$s
                        where tenant_id = ? and %1$s_id = ?
                        """.formatted(known(THINGS, thing)))
                .params(deleted.tenantId().value(), deleted.id())
                .update();
    }

    private static String known(Set<String> names, String name) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException(name);
        }
        return name;
    }
}
