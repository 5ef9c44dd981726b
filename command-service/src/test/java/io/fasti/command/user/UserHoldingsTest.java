package io.fasti.command.user;

import io.fasti.command.user.UserCommand.AssignRoles;
import io.fasti.command.user.UserCommand.GrantPermissions;
import io.fasti.command.user.UserCommand.JoinGroups;
import io.fasti.command.user.UserCommand.LeaveGroups;
import io.fasti.command.user.UserCommand.RevokePermissions;
import io.fasti.command.user.UserCommand.RevokeRoles;
import io.fasti.command.user.UserCommand.SetGroups;
import io.fasti.command.user.UserCommand.SetRoles;
import io.fasti.events.GroupId;
import io.fasti.events.PermissionId;
import io.fasti.events.RoleId;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserGroupsJoined;
import io.fasti.events.UserEvent.UserGroupsLeft;
import io.fasti.events.UserEvent.UserPermissionsGranted;
import io.fasti.events.UserEvent.UserPermissionsRevoked;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserEvent.UserRolesRevoked;
import io.fasti.events.UserId;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UserHoldingsTest {
    private static final UserId ADA = new UserId("usr_1");
    private static final RoleId CLERK = new RoleId("rol_1");
    private static final RoleId BOSS = new RoleId("rol_2");
    private static final GroupId SALES = new GroupId("grp_1");
    private static final GroupId STAFF = new GroupId("grp_2");
    private static final PermissionId READ = new PermissionId("perm_1");
    private static final PermissionId WRITE = new PermissionId("perm_2");
    private static final UserCreated CREATED = new UserCreated(ADA, "ada@example.com", false, null, null, null, true);

    private final AggregateTestFixture<UserAggregate> fixture = new AggregateTestFixture<>(UserAggregate.class);

    @Nested
    class Roles {
        private final UserRolesAssigned clerk = new UserRolesAssigned(ADA, List.of(CLERK));

        @Test
        void are_assigned_where_they_are_missing() {
            fixture.given(CREATED, clerk)
                    .when(new AssignRoles(ADA, List.of(BOSS, CLERK)))
                    .expectEvents(new UserRolesAssigned(ADA, List.of(BOSS)));
            fixture.given(CREATED, clerk)
                    .when(new AssignRoles(ADA, List.of(CLERK)))
                    .expectNoEvents();
        }

        @Test
        void are_revoked_where_they_are_there() {
            fixture.given(CREATED, clerk)
                    .when(new RevokeRoles(ADA, List.of(BOSS, CLERK)))
                    .expectEvents(new UserRolesRevoked(ADA, List.of(CLERK)));
            fixture.given(CREATED).when(new RevokeRoles(ADA, List.of(CLERK))).expectNoEvents();
        }

        @Test
        void are_replaced_by_what_is_revoked_and_assigned() {
            fixture.given(CREATED, clerk)
                    .when(new SetRoles(ADA, List.of(BOSS)))
                    .expectEvents(new UserRolesRevoked(ADA, List.of(CLERK)), new UserRolesAssigned(ADA, List.of(BOSS)));
        }
    }

    @Nested
    class Groups {
        private final UserGroupsJoined sales = new UserGroupsJoined(ADA, List.of(SALES));

        @Test
        void are_joined_where_the_user_is_not_in_them() {
            fixture.given(CREATED, sales)
                    .when(new JoinGroups(ADA, List.of(STAFF, SALES)))
                    .expectEvents(new UserGroupsJoined(ADA, List.of(STAFF)));
        }

        @Test
        void are_left_where_the_user_is_in_them() {
            fixture.given(CREATED, sales)
                    .when(new LeaveGroups(ADA, List.of(STAFF, SALES)))
                    .expectEvents(new UserGroupsLeft(ADA, List.of(SALES)));
            fixture.given(CREATED).when(new LeaveGroups(ADA, List.of(SALES))).expectNoEvents();
        }

        @Test
        void are_replaced_by_what_is_left_and_joined() {
            fixture.given(CREATED, sales)
                    .when(new SetGroups(ADA, List.of(STAFF)))
                    .expectEvents(new UserGroupsLeft(ADA, List.of(SALES)), new UserGroupsJoined(ADA, List.of(STAFF)));
            fixture.given(CREATED, sales)
                    .when(new SetGroups(ADA, List.of(SALES)))
                    .expectNoEvents();
        }
    }

    @Nested
    class Permissions {
        private final UserPermissionsGranted read = new UserPermissionsGranted(ADA, List.of(READ));

        @Test
        void are_granted_where_they_are_missing() {
            fixture.given(CREATED, read)
                    .when(new GrantPermissions(ADA, List.of(WRITE, READ)))
                    .expectEvents(new UserPermissionsGranted(ADA, List.of(WRITE)));
        }

        @Test
        void are_revoked_where_they_are_there() {
            fixture.given(CREATED, read)
                    .when(new RevokePermissions(ADA, List.of(WRITE, READ)))
                    .expectEvents(new UserPermissionsRevoked(ADA, List.of(READ)));
            fixture.given(CREATED)
                    .when(new RevokePermissions(ADA, List.of(READ)))
                    .expectNoEvents();
        }
    }
}
