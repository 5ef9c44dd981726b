package io.fasti.command.role;

import static io.fasti.errors.ErrorCode.PERMISSION_HELD_ALREADY;
import static io.fasti.errors.ErrorCode.PERMISSION_NOT_HELD;
import static io.fasti.errors.ErrorCode.ROLE_IMMUTABLE;
import static io.fasti.errors.ErrorCode.ROLE_NOT_FOUND;

import io.fasti.command.Refused;
import io.fasti.command.role.RoleCommand.AddPermissions;
import io.fasti.command.role.RoleCommand.ChangeRole;
import io.fasti.command.role.RoleCommand.CreateRole;
import io.fasti.command.role.RoleCommand.DeleteRole;
import io.fasti.command.role.RoleCommand.EnsureRole;
import io.fasti.command.role.RoleCommand.RemovePermissions;
import io.fasti.events.Change;
import io.fasti.events.PermissionId;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleEvent.RoleDeleted;
import io.fasti.events.RoleEvent.RoleDescribed;
import io.fasti.events.RoleEvent.RoleMadeDefault;
import io.fasti.events.RoleEvent.RoleNoLongerDefault;
import io.fasti.events.RoleEvent.RolePermissionsAdded;
import io.fasti.events.RoleEvent.RolePermissionsRemoved;
import io.fasti.events.RoleEvent.RoleRenamed;
import io.fasti.events.RoleEvent.RoleReservedForMachines;
import io.fasti.events.RoleId;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RoleTest {
    private static final RoleId ROLE = new RoleId("rol_1");
    private static final PermissionId READ = new PermissionId("prm_1");
    private static final PermissionId WRITE = new PermissionId("prm_2");

    private final AggregateTestFixture<RoleAggregate> fixture = new AggregateTestFixture<>(RoleAggregate.class);

    @Nested
    class CreatingARole {
        @Test
        void makes_a_role_with_its_permissions_sorted_and_each_once() {
            fixture.givenNoPriorActivity()
                    .when(new CreateRole(ROLE, "clerk", "Clerk", "Sells", List.of(WRITE, READ, WRITE), false))
                    .expectEvents(
                            new RoleCreated(ROLE, "clerk", "Clerk", "Sells", false),
                            new RolePermissionsAdded(ROLE, List.of(READ, WRITE)));
        }

        @Test
        void says_nothing_of_permissions_when_there_are_none() {
            fixture.givenNoPriorActivity()
                    .when(new CreateRole(ROLE, "admin", "Admin", null, List.of(), true))
                    .expectEvents(new RoleCreated(ROLE, "admin", "Admin", null, true));
        }
    }

    @Nested
    class RolesOfOneKind {
        @Test
        void a_role_for_machines_and_a_default_role_are_told_after_the_creation() {
            fixture.givenNoPriorActivity()
                    .when(new CreateRole(ROLE, "clerk", "Clerk", null, List.of(READ), false, true, true))
                    .expectEvents(
                            new RoleCreated(ROLE, "clerk", "Clerk", null, false),
                            new RoleReservedForMachines(ROLE),
                            new RoleMadeDefault(ROLE),
                            new RolePermissionsAdded(ROLE, List.of(READ)));
        }

        @Test
        void a_role_becomes_default_once_and_no_longer_once() {
            var byDefault = new ChangeRole(ROLE, Change.keep(), Change.keep(), Change.keep(), Change.to(true));
            var notAnyMore = new ChangeRole(ROLE, Change.keep(), Change.keep(), Change.keep(), Change.to(false));
            fixture.given(clerk()).when(byDefault).expectEvents(new RoleMadeDefault(ROLE));
            fixture.given(clerk(), new RoleMadeDefault(ROLE)).when(byDefault).expectNoEvents();
            fixture.given(clerk(), new RoleMadeDefault(ROLE))
                    .when(notAnyMore)
                    .expectEvents(new RoleNoLongerDefault(ROLE));
            fixture.given(clerk()).when(notAnyMore).expectNoEvents();
        }
    }

    @Nested
    class Strictly {
        @Test
        void adding_what_the_role_has_already_is_refused() {
            fixture.given(clerk(), new RolePermissionsAdded(ROLE, List.of(READ)))
                    .when(new AddPermissions(ROLE, List.of(READ, WRITE), true))
                    .expectException(Refused.with(PERMISSION_HELD_ALREADY));
        }

        @Test
        void removing_what_the_role_has_not_is_refused() {
            fixture.given(clerk(), new RolePermissionsAdded(ROLE, List.of(READ)))
                    .when(new RemovePermissions(ROLE, List.of(READ, WRITE), true))
                    .expectException(Refused.with(PERMISSION_NOT_HELD));
        }
    }

    @Nested
    class ChangingARole {
        @Test
        void tells_only_what_differs() {
            fixture.given(clerk())
                    .when(new ChangeRole(ROLE, Change.to("Seller"), Change.to("Sells"), Change.keep()))
                    .expectEvents(new RoleRenamed(ROLE, "Seller"));
        }

        @Test
        void can_clear_the_description_but_not_the_name() {
            fixture.given(clerk())
                    .when(new ChangeRole(ROLE, Change.to(null), Change.to(null), Change.keep()))
                    .expectEvents(new RoleDescribed(ROLE, null));
        }

        @Test
        void replaces_permissions_by_what_is_added_and_removed() {
            fixture.given(clerk(), new RolePermissionsAdded(ROLE, List.of(READ)))
                    .when(new ChangeRole(ROLE, Change.keep(), Change.keep(), Change.to(List.of(WRITE))))
                    .expectEvents(
                            new RolePermissionsRemoved(ROLE, List.of(READ)),
                            new RolePermissionsAdded(ROLE, List.of(WRITE)));
        }

        @Test
        void to_what_it_is_changes_nothing() {
            fixture.given(clerk(), new RolePermissionsAdded(ROLE, List.of(READ)))
                    .when(new ChangeRole(ROLE, Change.to("Clerk"), Change.to("Sells"), Change.to(List.of(READ))))
                    .expectNoEvents();
        }

        @Test
        void is_refused_for_a_system_role() {
            fixture.given(admin())
                    .when(new ChangeRole(ROLE, Change.to("Boss"), Change.keep(), Change.keep()))
                    .expectException(Refused.with(ROLE_IMMUTABLE, "role", "admin"));
        }

        @Test
        void is_refused_for_a_role_that_never_was() {
            fixture.givenNoPriorActivity()
                    .when(new ChangeRole(ROLE, Change.to("Boss"), Change.keep(), Change.keep()))
                    .expectException(Refused.with(ROLE_NOT_FOUND, "role_id", "rol_1"));
        }
    }

    @Nested
    class ItsPermissions {
        @Test
        void are_added_where_they_are_missing() {
            fixture.given(clerk(), new RolePermissionsAdded(ROLE, List.of(READ)))
                    .when(new AddPermissions(ROLE, List.of(READ, WRITE)))
                    .expectEvents(new RolePermissionsAdded(ROLE, List.of(WRITE)));
        }

        @Test
        void are_removed_where_they_are_there() {
            fixture.given(clerk(), new RolePermissionsAdded(ROLE, List.of(READ)))
                    .when(new RemovePermissions(ROLE, List.of(READ, WRITE)))
                    .expectEvents(new RolePermissionsRemoved(ROLE, List.of(READ)));
        }

        @Test
        void stay_when_those_to_remove_are_not_there() {
            fixture.given(clerk(), new RolePermissionsRemoved(ROLE, List.of(READ)))
                    .when(new RemovePermissions(ROLE, List.of(READ)))
                    .expectNoEvents();
        }

        @Test
        void of_a_system_role_cannot_be_changed() {
            fixture.given(admin())
                    .when(new AddPermissions(ROLE, List.of(READ)))
                    .expectException(Refused.with(ROLE_IMMUTABLE));
        }
    }

    @Nested
    class EnsuringARole {
        @Test
        void changes_nothing_of_a_live_one() {
            fixture.given(admin()).when(new EnsureRole(ROLE)).expectNoEvents();
        }

        @Test
        void is_refused_for_a_deleted_one() {
            fixture.given(clerk(), new RoleDeleted(ROLE, "clerk", List.of()))
                    .when(new EnsureRole(ROLE))
                    .expectException(Refused.with(ROLE_NOT_FOUND));
        }
    }

    @Nested
    class DeletingARole {
        @Test
        void says_what_it_still_had() {
            fixture.given(clerk(), new RolePermissionsAdded(ROLE, List.of(READ)))
                    .when(new DeleteRole(ROLE))
                    .expectEvents(new RoleDeleted(ROLE, "clerk", List.of(READ)));
        }

        @Test
        void happens_once() {
            fixture.given(clerk(), new RoleDeleted(ROLE, "clerk", List.of()))
                    .when(new DeleteRole(ROLE))
                    .expectException(Refused.with(ROLE_NOT_FOUND));
        }

        @Test
        void is_refused_for_a_system_role() {
            fixture.given(admin()).when(new DeleteRole(ROLE)).expectException(Refused.with(ROLE_IMMUTABLE));
        }
    }

    private static RoleCreated clerk() {
        return new RoleCreated(ROLE, "clerk", "Clerk", "Sells", false);
    }

    private static RoleCreated admin() {
        return new RoleCreated(ROLE, "admin", "Admin", null, true);
    }
}
