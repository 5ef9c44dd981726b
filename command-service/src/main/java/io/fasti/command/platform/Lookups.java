package io.fasti.command.platform;

import io.fasti.command.Compared;
import io.fasti.command.Ids;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.GroupId;
import io.fasti.events.Identifier;
import io.fasti.events.PermissionId;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.events.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Names to ids, by the directory: what was committed before is found. One query however many names; what is not found is
 * refused with its name. Ids come back sorted and each once.
 */
@Component
public class Lookups {
    private static final String ROLES = """
            select role_id as given, role_id as id
            from command.live_role
            where tenant_id = :tenant and role_id = any(:given)
            union all
            select slug, role_id
            from command.role_slug
            where tenant_id = :tenant and slug = any(:given)
            """;
    private static final String ROLES_OF_MACHINES = """
            select role_id
            from command.live_role
            where tenant_id = :tenant and role_id = any(:roles) and machine
            """;
    private static final String DEFAULT_ROLES = """
            select role_id
            from command.live_role
            where tenant_id = :tenant and by_default and not machine
            """;
    private static final String ROLE_NAMED = """
            select role_id
            from command.live_role
            where tenant_id = :tenant and name = :name
            order by role_id
            limit 1
            """;
    private static final String PERMISSIONS = """
            select permission_id as given, permission_id as id
            from command.live_permission
            where tenant_id = :tenant and permission_id = any(:given)
            union all
            select slug, permission_id
            from command.permission_slug
            where tenant_id = :tenant and slug = any(:given)
            """;
    private static final String GROUPS = """
            select group_id as given, group_id as id
            from command.live_group
            where tenant_id = :tenant and group_id = any(:given)
            union all
            select slug, group_id
            from command.group_slug
            where tenant_id = :tenant and slug = any(:given)
            """;
    private static final String USERS = """
            select kind || ' ' || value as given, user_id as id
            from command.user_identifier
            where tenant_id = :tenant and kind in ('email', 'username') and value = any(:given)
            """;
    private static final String USER_ID_PREFIX = "usr_";

    private final JdbcClient jdbc;

    Lookups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By id or slug. */
    public RoleId role(TenantId tenantId, String given) {
        return rolesOfAnyType(tenantId, List.of(given)).getFirst();
    }

    /**
     * Roles that users and groups are to be given.
     *
     * @throws Rejection ROLE_NOT_FOUND, or ROLE_OF_OTHER_TYPE for one that is for applications
     */
    public List<RoleId> roles(TenantId tenantId, Collection<String> given) {
        var roles = rolesOfAnyType(tenantId, given);
        var machines = roles.isEmpty() ? List.<String>of() : forMachines(tenantId, roles);
        if (!machines.isEmpty()) {
            throw new Rejection(ErrorCode.ROLE_OF_OTHER_TYPE, "role_id", machines.getFirst());
        }
        return roles;
    }

    public boolean isForMachines(TenantId tenantId, RoleId role) {
        return !forMachines(tenantId, List.of(role)).isEmpty();
    }

    private List<String> forMachines(TenantId tenantId, List<RoleId> roles) {
        return jdbc.sql(ROLES_OF_MACHINES)
                .param("tenant", tenantId.value())
                .param("roles", roles.stream().map(RoleId::value).toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** The same, and those that every new user of the tenant gets. */
    public List<RoleId> rolesOfNewUser(TenantId tenantId, Collection<String> given) {
        var byDefault = jdbc.sql(DEFAULT_ROLES)
                .param("tenant", tenantId.value())
                .query((row, _) -> new RoleId(row.getString("role_id")))
                .list();
        return Ids.with(roles(tenantId, given), byDefault);
    }

    /** A role that has this very name. */
    public Optional<RoleId> roleNamed(TenantId tenantId, String name) {
        return jdbc.sql(ROLE_NAMED)
                .param("tenant", tenantId.value())
                .param("name", name)
                .query((row, _) -> new RoleId(row.getString("role_id")))
                .optional();
    }

    /** Whether there is such a role, by id or slug. */
    public boolean isRole(TenantId tenantId, String given) {
        return query(ROLES, tenantId, List.of(given)).containsKey(given);
    }

    private List<RoleId> rolesOfAnyType(TenantId tenantId, Collection<String> given) {
        return find(ROLES, tenantId, given, RoleId::new, ErrorCode.ROLE_NOT_FOUND, "role_id");
    }

    /** By id or slug. */
    public PermissionId permission(TenantId tenantId, String given) {
        return permissions(tenantId, List.of(given)).getFirst();
    }

    public List<PermissionId> permissions(TenantId tenantId, Collection<String> given) {
        return find(PERMISSIONS, tenantId, given, PermissionId::new, ErrorCode.PERMISSION_NOT_FOUND, "permission_id");
    }

    /** By id or slug. */
    public GroupId group(TenantId tenantId, String given) {
        return groups(tenantId, List.of(given)).getFirst();
    }

    public List<GroupId> groups(TenantId tenantId, Collection<String> given) {
        return find(GROUPS, tenantId, given, GroupId::new, ErrorCode.GROUP_NOT_FOUND, "group_id");
    }

    /** By id, e-mail or username. An id is taken as it is: whether there is such a user, the user's stream tells. */
    public UserId user(TenantId tenantId, String given) {
        return users(tenantId, List.of(given)).getFirst();
    }

    /** What begins like an id is an id, what has an at sign is an e-mail, and the rest are usernames: nobody's name hides another. */
    public List<UserId> users(TenantId tenantId, Collection<String> given) {
        var keys = new HashMap<String, String>();
        var ids = new ArrayList<UserId>();
        for (var name : given) {
            if (name.startsWith(USER_ID_PREFIX)) {
                ids.add(new UserId(name));
            } else {
                keys.put(name, name.indexOf('@') >= 0 ? "email " + Compared.email(name) : "username " + name);
            }
        }
        var values = keys.values().stream()
                .map(key -> key.substring(key.indexOf(' ') + 1))
                .toList();
        var found = query(USERS, tenantId, values);
        keys.forEach((name, key) -> {
            var id = found.get(key);
            if (id == null) {
                throw new Rejection(ErrorCode.USER_NOT_FOUND, "user_id", name);
            }
            ids.add(new UserId(id));
        });
        return Ids.sorted(ids);
    }

    /** Whether the user is known to another service already. */
    public boolean isLinked(TenantId tenantId, UserId userId, String target) {
        return jdbc.sql("""
                        select exists (
                            select
                            from command.user_identity
                            where tenant_id = ? and user_id = ? and target = ?
                        )
                        """)
                .params(tenantId.value(), userId.value(), target)
                .query(Boolean.class)
                .single();
    }

    /** Which of these roles the user has. */
    public List<RoleId> held(TenantId tenantId, UserId userId, Collection<RoleId> roles) {
        return jdbc.sql("""
                        select role_id
                        from command.role_of_user
                        where tenant_id = :tenant and user_id = :user and role_id = any(:roles)
                        """)
                .param("tenant", tenantId.value())
                .param("user", userId.value())
                .param("roles", roles.stream().map(RoleId::value).toArray(String[]::new))
                .query((row, _) -> new RoleId(row.getString("role_id")))
                .list();
    }

    private <I extends Identifier> List<I> find(
            String sql,
            TenantId tenantId,
            Collection<String> given,
            Function<String, I> identifier,
            ErrorCode missing,
            String field) {
        var found = query(sql, tenantId, given);
        for (var name : given) {
            if (!found.containsKey(name)) {
                throw new Rejection(missing, field, name);
            }
        }
        return Ids.sorted(found.values().stream().map(identifier).toList());
    }

    private Map<String, String> query(String sql, TenantId tenantId, Collection<String> given) {
        var found = new HashMap<String, String>();
        if (!given.isEmpty()) {
            jdbc.sql(sql)
                    .param("tenant", tenantId.value())
                    .param("given", given.toArray(String[]::new))
                    .query((row, _) -> found.put(row.getString("given"), row.getString("id")))
                    .list();
        }
        return found;
    }
}
