package io.fasti.query.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.PermissionEvent.PermissionCategorized;
import io.fasti.events.PermissionEvent.PermissionCreated;
import io.fasti.events.PermissionEvent.PermissionDeleted;
import io.fasti.events.PermissionEvent.PermissionDescribed;
import io.fasti.events.PermissionEvent.PermissionRenamed;
import io.fasti.events.PermissionId;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleEvent.RoleDeleted;
import io.fasti.events.RoleEvent.RolePermissionsAdded;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.http.Paging;
import io.fasti.http.Sort;
import io.fasti.query.platform.Story;
import io.fasti.query.platform.Summary;
import io.fasti.testing.PostgresTest;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionProjectionTest {
    private final TenantId tenant = TenantId.random();
    private final Story story;
    private final PermissionQueries permissions;

    PermissionProjectionTest(DataSource dataSource) {
        story = new Story(dataSource);
        permissions = new PermissionQueries(story.jdbc());
    }

    @AfterAll
    void folded_in_memory_the_rows_are_the_same() {
        story.assertFoldedAsApplied();
    }

    @Test
    void an_unknown_permission_is_empty() {
        assertThat(permissions.byIdOrSlug(tenant, "perm_unknown")).isEmpty();
    }

    @Test
    void a_permission_is_found_by_id_and_slug_in_its_own_tenant_only() {
        var permission = PermissionId.random();
        story.tell(tenant, new PermissionCreated(permission, "a:read", "Read", "Reads", "docs", "a", "read", true));

        var view = new PermissionView(
                permission.value(),
                "a:read",
                "Read",
                "Reads",
                "docs",
                "a",
                "read",
                true,
                0,
                0,
                story.now(),
                story.now());
        assertThat(permissions.byIdOrSlug(tenant, permission.value())).hasValue(view);
        assertThat(permissions.byIdOrSlug(tenant, "a:read")).hasValue(view);
        assertThat(permissions.byIdOrSlug(TenantId.random(), permission.value()))
                .isEmpty();
        assertThat(permissions.byIdOrSlug(TenantId.random(), "a:read")).isEmpty();
    }

    @Test
    void name_description_and_category_change() {
        var permission = PermissionId.random();
        story.tell(
                tenant,
                new PermissionCreated(permission, "changing", "Before", null, "before", null, null, false),
                new PermissionRenamed(permission, "After"),
                new PermissionDescribed(permission, "After"),
                new PermissionCategorized(permission, null));

        var view = permissions.byIdOrSlug(tenant, permission.value()).orElseThrow();
        assertThat(view.name()).isEqualTo("After");
        assertThat(view.description()).isEqualTo("After");
        assertThat(view.category()).isNull();
        assertThat(view.version()).isEqualTo(3);
        assertThat(view.updatedAt()).isEqualTo(story.now());
    }

    @Test
    void roles_that_contain_it_are_counted_and_listed_as_long_as_they_exist() {
        var permission = PermissionId.random();
        var kept = RoleId.random();
        var deleted = RoleId.random();
        story.tell(
                tenant,
                new PermissionCreated(permission, "used", "Used", null, null, null, null, false),
                new RoleCreated(kept, "kept", "Kept", "Stays", false),
                new RoleCreated(deleted, "deleted", "Deleted", null, false),
                new RolePermissionsAdded(kept, List.of(permission)),
                new RolePermissionsAdded(deleted, List.of(permission)));
        assertThat(permissions.byIdOrSlug(tenant, "used").orElseThrow().roleCount())
                .isEqualTo(2);

        story.tell(tenant, new RoleDeleted(deleted, "deleted", List.of(permission)));
        assertThat(permissions.byIdOrSlug(tenant, "used").orElseThrow().roleCount())
                .isEqualTo(1);
        assertThat(permissions.roles(tenant, permission.value()))
                .containsExactly(new Summary(kept.value(), "kept", "Kept", "Stays"));
        assertThat(permissions.roles(TenantId.random(), permission.value())).isEmpty();
    }

    @Test
    void a_deleted_permission_is_gone() {
        var permission = PermissionId.random();
        story.tell(
                tenant,
                new PermissionCreated(permission, "gone", "Gone", null, null, null, null, false),
                new PermissionDeleted(permission, "gone"));

        assertThat(permissions.byIdOrSlug(tenant, permission.value())).isEmpty();
        assertThat(permissions.byIdOrSlug(tenant, "gone")).isEmpty();
    }

    @Test
    void permissions_are_searched_filtered_sorted_and_paged_within_their_tenant() {
        var own = TenantId.random();
        story.tell(
                own,
                new PermissionCreated(PermissionId.random(), "b", "Alpha_", null, "docs", null, null, false),
                new PermissionCreated(PermissionId.random(), "a", "beta", "about x", "docs", null, null, true),
                new PermissionCreated(PermissionId.random(), "c", "Gamma", null, null, null, null, false));

        assertThat(slugs(own, new PermissionQueries.Filter(null, null, null), "name", false))
                .containsExactly("b", "a", "c");
        assertThat(slugs(own, new PermissionQueries.Filter(null, null, null), "createdAt", true))
                .containsExactly("c", "a", "b");
        assertThat(slugs(own, new PermissionQueries.Filter("ABOUT", null, null), "slug", false))
                .containsExactly("a");
        assertThat(slugs(own, new PermissionQueries.Filter("a_", null, null), "slug", false))
                .containsExactly("b");
        assertThat(slugs(own, new PermissionQueries.Filter(null, "docs", null), "slug", true))
                .containsExactly("b", "a");
        assertThat(slugs(own, new PermissionQueries.Filter(null, "docs", false), "slug", true))
                .containsExactly("b");
        assertThat(slugs(TenantId.random(), new PermissionQueries.Filter(null, null, null), "slug", true))
                .isEmpty();
        var page = permissions.find(
                own, new PermissionQueries.Filter(null, null, null), new Sort("slug", false), new Paging(2, 2));
        assertThat(page.total()).isEqualTo(3);
        assertThat(page.rows()).extracting(PermissionView::slug).containsExactly("c");
    }

    private List<String> slugs(TenantId tenant, PermissionQueries.Filter filter, String by, boolean descending) {
        var page = permissions.find(tenant, filter, new Sort(by, descending), new Paging(1, 25));
        return page.rows().stream().map(PermissionView::slug).toList();
    }
}
