package io.fasti.command.permission;

import static io.fasti.errors.ErrorCode.PERMISSION_IMMUTABLE;
import static io.fasti.errors.ErrorCode.PERMISSION_NOT_FOUND;

import io.fasti.command.Refused;
import io.fasti.command.permission.PermissionCommand.ChangePermission;
import io.fasti.command.permission.PermissionCommand.CreatePermission;
import io.fasti.command.permission.PermissionCommand.DeletePermission;
import io.fasti.events.Change;
import io.fasti.events.PermissionEvent.PermissionCategorized;
import io.fasti.events.PermissionEvent.PermissionCreated;
import io.fasti.events.PermissionEvent.PermissionDeleted;
import io.fasti.events.PermissionEvent.PermissionDescribed;
import io.fasti.events.PermissionEvent.PermissionRenamed;
import io.fasti.events.PermissionId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PermissionTest {
    private static final PermissionId ID = new PermissionId("prm_1");

    private final AggregateTestFixture<PermissionAggregate> fixture =
            new AggregateTestFixture<>(PermissionAggregate.class);

    @Nested
    class CreatingAPermission {
        @Test
        void tells_all_that_is_known_of_it() {
            fixture.givenNoPriorActivity()
                    .when(new CreatePermission(
                            ID, "orders.read", "Read orders", null, "Orders", "orders", "read", false))
                    .expectEvents(created(false));
        }
    }

    @Nested
    class ChangingAPermission {
        @Test
        void tells_each_thing_that_differs() {
            fixture.given(created(false))
                    .when(new ChangePermission(ID, Change.to("See orders"), Change.to("All"), Change.to(null)))
                    .expectEvents(
                            new PermissionRenamed(ID, "See orders"),
                            new PermissionDescribed(ID, "All"),
                            new PermissionCategorized(ID, null));
        }

        @Test
        void to_what_it_is_changes_nothing() {
            fixture.given(created(false), new PermissionDescribed(ID, "All"), new PermissionCategorized(ID, "Shop"))
                    .when(new ChangePermission(ID, Change.to("Read orders"), Change.to("All"), Change.to("Shop")))
                    .expectNoEvents();
        }

        @Test
        void remembers_its_new_name() {
            fixture.given(created(false), new PermissionRenamed(ID, "See orders"))
                    .when(new ChangePermission(ID, Change.to("See orders"), Change.keep(), Change.keep()))
                    .expectNoEvents();
        }

        @Test
        void is_refused_for_a_system_permission() {
            fixture.given(created(true))
                    .when(new ChangePermission(ID, Change.to("X"), Change.keep(), Change.keep()))
                    .expectException(Refused.with(PERMISSION_IMMUTABLE));
        }
    }

    @Nested
    class DeletingAPermission {
        @Test
        void says_its_slug() {
            fixture.given(created(false))
                    .when(new DeletePermission(ID))
                    .expectEvents(new PermissionDeleted(ID, "orders.read"));
        }

        @Test
        void is_refused_for_a_system_permission() {
            fixture.given(created(true))
                    .when(new DeletePermission(ID))
                    .expectException(Refused.with(PERMISSION_IMMUTABLE));
        }

        @Test
        void happens_once() {
            fixture.given(created(false), new PermissionDeleted(ID, "orders.read"))
                    .when(new DeletePermission(ID))
                    .expectException(Refused.with(PERMISSION_NOT_FOUND, "permission_id", "prm_1"));
        }
    }

    private static PermissionCreated created(boolean system) {
        return new PermissionCreated(ID, "orders.read", "Read orders", null, "Orders", "orders", "read", system);
    }
}
