package io.fasti.query.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fasti.events.PermissionEvent.PermissionCreated;
import io.fasti.events.PermissionEvent.PermissionDeleted;
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
import io.fasti.events.TenantId;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserDeleted;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserEvent.UserRolesRevoked;
import io.fasti.events.UserId;
import io.fasti.http.Paging;
import io.fasti.http.Search;
import io.fasti.http.Sort;
import io.fasti.query.platform.Story;
import io.fasti.testing.PostgresTest;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleProjectionTest {
    private static final Paging FIRST = new Paging(1, 25);

    private final TenantId tenant = TenantId.random();
    private final Story story;
    private final RoleQueries roles;

    RoleProjectionTest(DataSource dataSource) {
        story = new Story(dataSource);
        roles = new RoleQueries(story.jdbc());
    }

    @AfterAll
    void folded_in_memory_the_rows_are_the_same() {
        story.assertFoldedAsApplied();
    }

    @Test
    void an_unknown_role_is_empty() {
        assertThat(roles.byIdOrSlug(tenant, "rol_unknown")).isEmpty();
    }

    @Test
    void a_role_is_found_by_id_and_slug_in_its_own_tenant_only() {
        var role = RoleId.random();
        story.tell(tenant, new RoleCreated(role, "writer", "Writer", "Writes", true));

        var view = new RoleView(
                role.value(),
                "writer",
                "Writer",
                "Writes",
                true,
                false,
                false,
                0,
                List.of(),
                0,
                story.now(),
                story.now());
        assertThat(roles.byIdOrSlug(tenant, role.value())).hasValue(view);
        assertThat(roles.byIdOrSlug(tenant, "writer")).hasValue(view);
        assertThat(roles.byIdOrSlug(TenantId.random(), role.value())).isEmpty();
        assertThat(roles.byIdOrSlug(TenantId.random(), "writer")).isEmpty();
    }

    @Test
    void name_and_description_change() {
        var role = RoleId.random();
        story.tell(
                tenant,
                new RoleCreated(role, "changing", "Before", "Before", false),
                new RoleRenamed(role, "After"),
                new RoleDescribed(role, null));

        assertThat(view(role).name()).isEqualTo("After");
        assertThat(view(role).description()).isNull();
        assertThat(view(role).version()).isEqualTo(2);
        assertThat(view(role).updatedAt()).isEqualTo(story.now());
    }

    @Test
    void a_role_for_machines_and_a_default_role_are_told_apart() {
        var robot = RoleId.random();
        var clerk = RoleId.random();
        story.tell(
                tenant,
                new RoleCreated(robot, "robot", "Robot", null, false),
                new RoleReservedForMachines(robot),
                new RoleCreated(clerk, "every-clerk", "Clerk", null, false),
                new RoleMadeDefault(clerk));

        assertThat(view(robot).machine()).isTrue();
        assertThat(view(clerk).machine()).isFalse();
        assertThat(view(clerk).byDefault()).isTrue();
        story.tell(tenant, new RoleNoLongerDefault(clerk));
        assertThat(view(clerk).byDefault()).isFalse();
    }

    @Test
    void roles_are_searched_for() {
        var searched = TenantId.random();
        var hidden = RoleId.random();
        var sales = RoleId.random();
        var stock = RoleId.random();
        var ada = UserId.random();
        story.tell(
                searched,
                new RoleCreated(hidden, "hidden", "#internal:admin", null, true),
                new RoleCreated(sales, "sales", "Sales", "Sells", false),
                new RoleCreated(stock, "stock", "Stock", "Counts 100% of it", false),
                new RoleReservedForMachines(stock),
                new UserCreated(ada, "ada@example.com", false, null, null, null, true),
                new UserRolesAssigned(ada, List.of(sales)));

        assertThat(names(searched, Search.NONE, null, null)).containsExactly("Sales", "Stock");
        assertThat(names(searched, Search.NONE, true, null)).containsExactly("Stock");
        assertThat(names(searched, Search.NONE, null, ada.value())).containsExactly("Stock");
        assertThat(names(searched, search(false, null, Search.Mode.LIKE, "s%"), null, null))
                .containsExactly("Sales", "Stock");
        assertThat(names(searched, search(true, "name", Search.Mode.LIKE, "s%"), null, null))
                .isEmpty();
        assertThat(names(searched, search(false, "name", Search.Mode.EXACT, "SALES", "stock"), null, null))
                .containsExactly("Sales", "Stock");
        assertThat(names(searched, search(true, "description", Search.Mode.SIMILAR_TO, "(Sells|Buys)"), null, null))
                .containsExactly("Sales");
        assertThat(names(searched, search(false, "name", Search.Mode.POSIX, "^ST"), null, null))
                .containsExactly("Stock");
        var both = new Search(
                List.of(
                        new Search.Condition("name", Search.Mode.LIKE, List.of("S%")),
                        new Search.Condition("description", Search.Mode.LIKE, List.of("Sells"))),
                true,
                false);
        assertThat(names(searched, both, null, null)).containsExactly("Sales");
        assertThat(roles.faces(searched, List.of(sales.value(), stock.value()), 3))
                .extracting(RoleView.Face::roleId, RoleView.Face::id)
                .containsExactly(tuple(sales.value(), ada.value()));
    }

    @Test
    void permissions_are_shown_by_slug_as_long_as_they_exist() {
        var role = RoleId.random();
        var read = PermissionId.random();
        var write = PermissionId.random();
        var drop = PermissionId.random();
        story.tell(
                tenant,
                new RoleCreated(role, "permitted", "Permitted", null, false),
                new PermissionCreated(write, "b.write", "Write", "W", null, "b", "write", false),
                new PermissionCreated(read, "b.read", "Read", null, null, null, null, false),
                new PermissionCreated(drop, "b.drop", "Drop", null, null, null, null, false),
                new RolePermissionsAdded(role, List.of(write, read, drop)),
                new RolePermissionsRemoved(role, List.of(drop)));

        assertThat(view(role).permissions())
                .containsExactly(
                        new RoleView.Permission(read.value(), "b.read", "Read", null, null, null),
                        new RoleView.Permission(write.value(), "b.write", "Write", "W", "b", "write"));

        story.tell(tenant, new PermissionDeleted(read, "b.read"));
        assertThat(view(role).permissions())
                .extracting(RoleView.Permission::slug)
                .containsExactly("b.write");
    }

    @Test
    void users_are_counted_and_listed_while_they_have_the_role() {
        var role = RoleId.random();
        var first = UserId.random();
        var second = UserId.random();
        var third = UserId.random();
        story.tell(
                tenant,
                new RoleCreated(role, "held", "Held", null, false),
                user(first, "1@example.com"),
                user(second, "2@example.com"),
                user(third, "3@example.com"),
                new UserRolesAssigned(first, List.of(role)),
                new UserRolesAssigned(second, List.of(role)),
                new UserRolesAssigned(third, List.of(role)));
        assertThat(view(role).userCount()).isEqualTo(3);
        assertThat(roles.holders(tenant, role.value(), new Paging(1, 2)).rows()).hasSize(2);
        assertThat(roles.holders(tenant, role.value(), new Paging(2, 2)).rows()).hasSize(1);

        story.tell(
                tenant,
                new UserRolesRevoked(first, List.of(role)),
                new UserDeleted(second, "2@example.com", null, null, List.of(role), List.of(), List.of()));
        var holders = roles.holders(tenant, role.value(), FIRST);
        assertThat(view(role).userCount()).isEqualTo(1);
        assertThat(holders.total()).isEqualTo(1);
        assertThat(holders.rows()).containsExactly(new RoleView.Holder(third.value(), "3@example.com", null, null));
        assertThat(roles.holders(TenantId.random(), role.value(), FIRST).rows()).isEmpty();
    }

    @Test
    void a_deleted_role_is_gone_and_its_slug_may_be_used_again() {
        var role = RoleId.random();
        var successor = RoleId.random();
        var permission = PermissionId.random();
        story.tell(
                tenant,
                new RoleCreated(role, "reborn", "Reborn", null, false),
                new PermissionCreated(permission, "r.x", "X", null, null, null, null, false),
                new RolePermissionsAdded(role, List.of(permission)),
                new RoleDeleted(role, "reborn", List.of(permission)));
        assertThat(roles.byIdOrSlug(tenant, role.value())).isEmpty();
        assertThat(roles.byIdOrSlug(tenant, "reborn")).isEmpty();

        story.tell(tenant, new RoleCreated(successor, "reborn", "Reborn", null, false));
        assertThat(roles.byIdOrSlug(tenant, "reborn").orElseThrow().id()).isEqualTo(successor.value());
        assertThat(roles.byIdOrSlug(tenant, "reborn").orElseThrow().permissions())
                .isEmpty();
    }

    @Test
    void a_slug_that_looks_like_the_id_of_another_role_does_not_hide_that_role() {
        var role = RoleId.random();
        var impostor = RoleId.random();
        story.tell(
                tenant,
                new RoleCreated(role, "genuine", "Genuine", null, false),
                new RoleCreated(impostor, role.value(), "Impostor", null, false));

        assertThat(roles.byIdOrSlug(tenant, role.value()).orElseThrow().name()).isEqualTo("Genuine");
    }

    @Test
    void roles_are_searched_filtered_sorted_and_paged_within_their_tenant() {
        var own = TenantId.random();
        story.tell(
                own,
                new RoleCreated(RoleId.random(), "beta", "alpha 50%", null, false),
                new RoleCreated(RoleId.random(), "alpha", "Beta", "the 5th", false),
                new RoleCreated(RoleId.random(), "gamma", "Gamma", null, true));

        assertThat(slugs(own, null, null, "name", false)).containsExactly("beta", "alpha", "gamma");
        assertThat(slugs(own, null, null, "slug", true)).containsExactly("gamma", "beta", "alpha");
        assertThat(slugs(own, null, null, "createdAt", true)).containsExactly("gamma", "alpha", "beta");
        assertThat(slugs(own, "ALPHA", null, "slug", false)).containsExactly("alpha", "beta");
        assertThat(slugs(own, "5TH", null, "slug", false)).containsExactly("alpha");
        assertThat(slugs(own, "0%", null, "slug", false)).containsExactly("beta");
        assertThat(slugs(own, null, true, "slug", false)).containsExactly("gamma");
        assertThat(slugs(own, null, false, "slug", false)).containsExactly("alpha", "beta");
        assertThat(slugs(TenantId.random(), null, null, "slug", false)).isEmpty();
        var page = roles.find(own, new RoleQueries.Filter(null, null), new Sort("slug", false), new Paging(2, 2));
        assertThat(page.total()).isEqualTo(3);
        assertThat(page.rows()).extracting(RoleView::slug).containsExactly("gamma");
    }

    private List<String> slugs(
            TenantId tenant, @Nullable String search, @Nullable Boolean system, String by, boolean descending) {
        var filter = new RoleQueries.Filter(search, system);
        return roles.find(tenant, filter, new Sort(by, descending), FIRST).rows().stream()
                .map(RoleView::slug)
                .toList();
    }

    private RoleView view(RoleId role) {
        return roles.byIdOrSlug(tenant, role.value()).orElseThrow();
    }

    private static UserCreated user(UserId user, String email) {
        return new UserCreated(user, email, true, null, null, null, true);
    }

    private List<String> names(TenantId searched, Search search, @Nullable Boolean machine, @Nullable String notOf) {
        var filter = new RoleQueries.Searched(search, machine, null, notOf, "#internal:");
        return roles.search(searched, filter, FIRST).rows().stream()
                .map(RoleView::name)
                .toList();
    }

    private static Search search(boolean caseSensitive, @Nullable String field, Search.Mode mode, String... values) {
        return new Search(List.of(new Search.Condition(field, mode, List.of(values))), false, caseSensitive);
    }
}
