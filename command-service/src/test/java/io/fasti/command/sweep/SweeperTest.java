package io.fasti.command.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.command.RunningService;
import io.fasti.command.group.GroupCommand.CreateGroup;
import io.fasti.command.group.GroupCommand.DeleteGroup;
import io.fasti.command.permission.PermissionCommand.CreatePermission;
import io.fasti.command.permission.PermissionCommand.DeletePermission;
import io.fasti.command.platform.Commands;
import io.fasti.command.role.RoleCommand.CreateRole;
import io.fasti.command.role.RoleCommand.DeleteRole;
import io.fasti.command.user.UserCommand.AssignRoles;
import io.fasti.command.user.UserCommand.CreateUser;
import io.fasti.command.user.UserCommand.GrantPermissions;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.GroupId;
import io.fasti.events.PermissionId;
import io.fasti.events.Profile;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.events.UserId;
import io.fasti.eventstore.Origin;
import io.fasti.http.tenant.Tenants;
import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SweeperTest {
    private static final Origin ORIGIN = Origin.system("test");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RunningService service;
    private final Commands commands;
    private final JdbcClient jdbc;
    private final TenantId tenant;

    SweeperTest(Database database) {
        service = new RunningService(database);
        commands = service.bean(Commands.class);
        jdbc = service.bean(JdbcClient.class);
        tenant = Objects.requireNonNull(service.bean(Tenants.class).bySlug(RunningService.TENANT))
                .id();
    }

    @AfterAll
    void close() {
        service.close();
    }

    @Test
    void a_deleted_role_is_lost_by_groups_and_by_more_users_than_one_step_takes() {
        var role = role("clerk");
        send(new CreateGroup(GroupId.random(), "sales", "Sales", null, List.of(role)));
        var users = new ArrayList<UserId>();
        for (int i = 0; i < 105; i++) {
            users.add(user("user" + i + "@role.example", List.of(role), List.of()));
        }

        send(new DeleteRole(role));

        assertThatThrownBy(() -> send(new AssignRoles(user("late@role.example", List.of(), List.of()), List.of(role))))
                .isInstanceOfSatisfying(
                        Rejection.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.ROLE_NOT_FOUND));
        awaitNone("command.role_of_user");
        awaitNone("command.role_of_group");
        awaitNone("command.deleted_role");
        assertThat(lastEvent(users.getLast())).isEqualTo("user.roles_revoked");
    }

    @Test
    void a_deleted_permission_is_lost_by_roles_and_users() {
        var permission = PermissionId.random();
        send(new CreatePermission(permission, "orders.read", "Read orders", null, null, null, null, false));
        send(new CreateRole(RoleId.random(), "reader", "Reader", null, List.of(permission), false));
        var ada = user("ada@permission.example", List.of(), List.of());
        send(new GrantPermissions(ada, List.of(permission)));

        send(new DeletePermission(permission));

        awaitNone("command.permission_of_role");
        awaitNone("command.permission_of_user");
        awaitNone("command.deleted_permission");
        assertThat(lastEvent(ada)).isEqualTo("user.permissions_revoked");
    }

    @Test
    void a_deleted_group_is_left_by_its_members_and_its_slug_is_free() {
        var group = GroupId.random();
        send(new CreateGroup(group, "staff", "Staff", null, List.of()));
        var ada = user("ada@group.example", List.of(), List.of(group));

        send(new DeleteGroup(group));
        send(new CreateGroup(GroupId.random(), "staff", "Staff", null, List.of()));

        awaitNone("command.group_of_user");
        awaitNone("command.deleted_group");
        assertThat(lastEvent(ada)).isEqualTo("user.groups_left");
    }

    private RoleId role(String slug) {
        var role = RoleId.random();
        send(new CreateRole(role, slug, slug, null, List.of(), false));
        return role;
    }

    private UserId user(String email, List<RoleId> roles, List<GroupId> groups) {
        var user = UserId.random();
        send(new CreateUser(user, email, false, null, null, Profile.EMPTY, true, null, roles, groups));
        return user;
    }

    private void send(Object command) {
        commands.send(tenant, ORIGIN, command);
    }

    private String lastEvent(UserId user) {
        return jdbc.sql("""
                        select event_type
                        from event_store.event
                        where aggregate_id = ?
                        order by sequence desc
                        limit 1
                        """).param(user.value()).query(String.class).single();
    }

    private void awaitNone(String table) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (count(table) > 0) {
            assertThat(System.nanoTime()).as(table + " still has rows").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
