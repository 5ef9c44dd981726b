package io.fasti.command.group;

import static io.fasti.errors.ErrorCode.GROUP_NOT_FOUND;

import io.fasti.command.Refused;
import io.fasti.command.group.GroupCommand.AddRoles;
import io.fasti.command.group.GroupCommand.ChangeGroup;
import io.fasti.command.group.GroupCommand.CreateGroup;
import io.fasti.command.group.GroupCommand.DeleteGroup;
import io.fasti.command.group.GroupCommand.EnsureGroup;
import io.fasti.command.group.GroupCommand.RemoveRoles;
import io.fasti.command.group.GroupCommand.SetRoles;
import io.fasti.events.Change;
import io.fasti.events.GroupEvent.GroupCreated;
import io.fasti.events.GroupEvent.GroupDeleted;
import io.fasti.events.GroupEvent.GroupDescribed;
import io.fasti.events.GroupEvent.GroupRenamed;
import io.fasti.events.GroupEvent.GroupRolesAdded;
import io.fasti.events.GroupEvent.GroupRolesRemoved;
import io.fasti.events.GroupEvent.GroupSlugChanged;
import io.fasti.events.GroupId;
import io.fasti.events.RoleId;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GroupTest {
    private static final GroupId GROUP = new GroupId("grp_1");
    private static final RoleId CLERK = new RoleId("rol_1");
    private static final RoleId BOSS = new RoleId("rol_2");
    private static final GroupCreated SALES = new GroupCreated(GROUP, "sales", "Sales", null);

    private final AggregateTestFixture<GroupAggregate> fixture = new AggregateTestFixture<>(GroupAggregate.class);

    @Nested
    class CreatingAGroup {
        @Test
        void makes_a_group_with_its_roles() {
            fixture.givenNoPriorActivity()
                    .when(new CreateGroup(GROUP, "sales", "Sales", null, List.of(BOSS, CLERK)))
                    .expectEvents(SALES, new GroupRolesAdded(GROUP, List.of(CLERK, BOSS)));
        }
    }

    @Nested
    class ChangingAGroup {
        @Test
        void says_the_slug_that_it_had() {
            fixture.given(SALES)
                    .when(new ChangeGroup(GROUP, Change.to("selling"), Change.keep(), Change.keep()))
                    .expectEvents(new GroupSlugChanged(GROUP, "sales", "selling"));
        }

        @Test
        void tells_only_what_differs() {
            fixture.given(SALES, new GroupSlugChanged(GROUP, "sales", "selling"), new GroupRenamed(GROUP, "Selling"))
                    .when(new ChangeGroup(GROUP, Change.to("selling"), Change.to("Selling"), Change.to("Who sells")))
                    .expectEvents(new GroupDescribed(GROUP, "Who sells"));
        }

        @Test
        void is_refused_for_a_group_that_never_was() {
            fixture.givenNoPriorActivity()
                    .when(new ChangeGroup(GROUP, Change.keep(), Change.to("X"), Change.keep()))
                    .expectException(Refused.with(GROUP_NOT_FOUND, "group_id", "grp_1"));
        }
    }

    @Nested
    class ItsRoles {
        @Test
        void are_added_where_they_are_missing() {
            fixture.given(SALES, new GroupRolesAdded(GROUP, List.of(CLERK)))
                    .when(new AddRoles(GROUP, List.of(CLERK, BOSS)))
                    .expectEvents(new GroupRolesAdded(GROUP, List.of(BOSS)));
        }

        @Test
        void are_removed_where_they_are_there() {
            fixture.given(SALES, new GroupRolesAdded(GROUP, List.of(CLERK)))
                    .when(new RemoveRoles(GROUP, List.of(BOSS)))
                    .expectNoEvents();
        }

        @Test
        void are_replaced_by_what_is_removed_and_added() {
            fixture.given(SALES, new GroupRolesAdded(GROUP, List.of(CLERK)))
                    .when(new SetRoles(GROUP, List.of(BOSS)))
                    .expectEvents(
                            new GroupRolesRemoved(GROUP, List.of(CLERK)), new GroupRolesAdded(GROUP, List.of(BOSS)));
        }

        @Test
        void can_all_be_taken() {
            fixture.given(SALES, new GroupRolesAdded(GROUP, List.of(CLERK)))
                    .when(new SetRoles(GROUP, List.of()))
                    .expectEvents(new GroupRolesRemoved(GROUP, List.of(CLERK)));
        }
    }

    @Nested
    class DeletingAGroup {
        @Test
        void says_what_it_still_had_under_the_slug_it_has_now() {
            fixture.given(
                            SALES,
                            new GroupSlugChanged(GROUP, "sales", "selling"),
                            new GroupRolesAdded(GROUP, List.of(CLERK)))
                    .when(new DeleteGroup(GROUP))
                    .expectEvents(new GroupDeleted(GROUP, "selling", List.of(CLERK)));
        }

        @Test
        void leaves_nothing_to_ensure() {
            fixture.given(SALES, new GroupDeleted(GROUP, "sales", List.of()))
                    .when(new EnsureGroup(GROUP))
                    .expectException(Refused.with(GROUP_NOT_FOUND));
        }
    }
}
