package io.fasti.query.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.GroupEvent.GroupCreated;
import io.fasti.events.GroupEvent.GroupDeleted;
import io.fasti.events.GroupEvent.GroupDescribed;
import io.fasti.events.GroupEvent.GroupRenamed;
import io.fasti.events.GroupEvent.GroupRolesAdded;
import io.fasti.events.GroupEvent.GroupRolesRemoved;
import io.fasti.events.GroupEvent.GroupSlugChanged;
import io.fasti.events.GroupId;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleEvent.RoleDeleted;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserDeleted;
import io.fasti.events.UserEvent.UserGroupsJoined;
import io.fasti.events.UserEvent.UserGroupsLeft;
import io.fasti.events.UserId;
import io.fasti.http.Paging;
import io.fasti.http.Sort;
import io.fasti.query.platform.Reference;
import io.fasti.query.platform.Story;
import io.fasti.query.platform.Summary;
import io.fasti.testing.PostgresTest;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupProjectionTest {
    private static final Paging FIRST = new Paging(1, 25);

    private final TenantId tenant = TenantId.random();
    private final Story story;
    private final GroupQueries groups;

    GroupProjectionTest(DataSource dataSource) {
        story = new Story(dataSource);
        groups = new GroupQueries(story.jdbc());
    }

    @AfterAll
    void folded_in_memory_the_rows_are_the_same() {
        story.assertFoldedAsApplied();
    }

    @Test
    void an_unknown_group_is_empty() {
        assertThat(groups.byIdOrSlug(tenant, "grp_unknown")).isEmpty();
    }

    @Test
    void a_group_is_found_by_id_and_slug_in_its_own_tenant_only() {
        var group = GroupId.random();
        story.tell(tenant, new GroupCreated(group, "staff", "Staff", "All"));

        var view = new GroupView(
                group.value(), "staff", "Staff", "All", 0, List.of(), List.of(), 0, story.now(), story.now());
        assertThat(groups.byIdOrSlug(tenant, group.value())).hasValue(view);
        assertThat(groups.byIdOrSlug(tenant, "staff")).hasValue(view);
        assertThat(groups.byIdOrSlug(TenantId.random(), group.value())).isEmpty();
        assertThat(groups.byIdOrSlug(TenantId.random(), "staff")).isEmpty();
    }

    @Test
    void name_slug_and_description_change() {
        var group = GroupId.random();
        story.tell(
                tenant,
                new GroupCreated(group, "before", "Before", "Before"),
                new GroupRenamed(group, "After"),
                new GroupSlugChanged(group, "before", "after"),
                new GroupDescribed(group, null));

        var view = view(group);
        assertThat(view.name()).isEqualTo("After");
        assertThat(view.slug()).isEqualTo("after");
        assertThat(view.description()).isNull();
        assertThat(view.version()).isEqualTo(3);
        assertThat(view.updatedAt()).isEqualTo(story.now());
        assertThat(groups.byIdOrSlug(tenant, "before")).isEmpty();
    }

    @Test
    void roles_are_shown_as_long_as_they_exist() {
        var group = GroupId.random();
        var kept = RoleId.random();
        var removed = RoleId.random();
        var deleted = RoleId.random();
        story.tell(
                tenant,
                new GroupCreated(group, "with-roles", "With roles", null),
                new RoleCreated(kept, "kept", "Kept", "Stays", false),
                new RoleCreated(removed, "removed", "Removed", null, false),
                new RoleCreated(deleted, "deleted", "Deleted", null, false),
                new GroupRolesAdded(group, List.of(kept, removed, deleted)),
                new GroupRolesRemoved(group, List.of(removed)),
                new RoleDeleted(deleted, "deleted", List.of()));

        assertThat(view(group).roles()).containsExactly(new Reference(kept.value(), "kept", "Kept"));
        assertThat(groups.roles(tenant, group.value()))
                .containsExactly(new Summary(kept.value(), "kept", "Kept", "Stays"));
        assertThat(groups.roles(TenantId.random(), group.value())).isEmpty();
    }

    @Test
    void members_are_counted_and_listed_while_they_belong() {
        var group = GroupId.random();
        var first = UserId.random();
        var second = UserId.random();
        var third = UserId.random();
        story.tell(
                tenant,
                new GroupCreated(group, "with-members", "With members", null),
                user(first, "1@example.com"),
                user(second, "2@example.com"),
                user(third, "3@example.com"),
                new UserGroupsJoined(first, List.of(group)),
                new UserGroupsJoined(second, List.of(group)),
                new UserGroupsJoined(third, List.of(group)));
        assertThat(view(group).memberCount()).isEqualTo(3);
        assertThat(view(group).firstMembers()).hasSize(3);
        assertThat(groups.members(tenant, group.value(), new Paging(2, 2)).rows())
                .hasSize(1);

        story.tell(
                tenant,
                new UserGroupsLeft(first, List.of(group)),
                new UserDeleted(second, "2@example.com", null, null, List.of(), List.of(group), List.of()));
        var members = groups.members(tenant, group.value(), FIRST);
        var member = new GroupView.Member(third.value(), "3@example.com", null, null);
        assertThat(view(group).memberCount()).isEqualTo(1);
        assertThat(view(group).firstMembers()).containsExactly(member);
        assertThat(members.total()).isEqualTo(1);
        assertThat(members.rows()).containsExactly(member);
        assertThat(groups.members(TenantId.random(), group.value(), FIRST).rows())
                .isEmpty();
    }

    @Test
    void a_deleted_group_is_gone() {
        var group = GroupId.random();
        story.tell(tenant, new GroupCreated(group, "gone", "Gone", null), new GroupDeleted(group, "gone", List.of()));

        assertThat(groups.byIdOrSlug(tenant, group.value())).isEmpty();
        assertThat(groups.byIdOrSlug(tenant, "gone")).isEmpty();
    }

    @Test
    void groups_are_searched_sorted_and_paged_within_their_tenant() {
        var own = TenantId.random();
        story.tell(
                own,
                new GroupCreated(GroupId.random(), "b", "Alpha", null),
                new GroupCreated(GroupId.random(), "a", "beta", "about x"),
                new GroupCreated(GroupId.random(), "c", "Gamma", null));

        assertThat(slugs(own, null, "name", false)).containsExactly("b", "a", "c");
        assertThat(slugs(own, null, "slug", true)).containsExactly("c", "b", "a");
        assertThat(slugs(own, null, "createdAt", true)).containsExactly("c", "a", "b");
        assertThat(slugs(own, "ABOUT", "slug", false)).containsExactly("a");
        assertThat(slugs(TenantId.random(), null, "slug", false)).isEmpty();
        var page = groups.find(own, null, new Sort("slug", false), new Paging(2, 2));
        assertThat(page.total()).isEqualTo(3);
        assertThat(page.rows()).extracting(GroupView::slug).containsExactly("c");
        assertThat(page.rows()).extracting(GroupView::firstMembers).containsOnlyNulls();
    }

    private List<String> slugs(TenantId tenant, @Nullable String search, String by, boolean descending) {
        return groups.find(tenant, search, new Sort(by, descending), FIRST).rows().stream()
                .map(GroupView::slug)
                .toList();
    }

    private GroupView view(GroupId group) {
        return groups.byIdOrSlug(tenant, group.value()).orElseThrow();
    }

    private static UserCreated user(UserId user, String email) {
        return new UserCreated(user, email, true, null, null, null, true);
    }
}
