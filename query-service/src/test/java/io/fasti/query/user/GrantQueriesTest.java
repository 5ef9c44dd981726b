package io.fasti.query.user;

import static io.fasti.query.user.UserSamples.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fasti.events.GroupEvent.GroupCreated;
import io.fasti.events.GroupEvent.GroupDeleted;
import io.fasti.events.GroupEvent.GroupRolesAdded;
import io.fasti.events.GroupId;
import io.fasti.events.PermissionEvent.PermissionCreated;
import io.fasti.events.PermissionEvent.PermissionDeleted;
import io.fasti.events.PermissionId;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleEvent.RoleDeleted;
import io.fasti.events.RoleEvent.RolePermissionsAdded;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.events.UserEvent.UserGroupsJoined;
import io.fasti.events.UserEvent.UserPermissionsGranted;
import io.fasti.events.UserEvent.UserPermissionsRevoked;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserId;
import io.fasti.query.platform.Reference;
import io.fasti.query.platform.Story;
import io.fasti.query.platform.Summary;
import io.fasti.testing.PostgresTest;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrantQueriesTest {
    private final Story story;
    private final GrantQueries grants;

    private TenantId tenant = TenantId.random();
    private UserId user = UserId.random();
    private RoleId editor = RoleId.random();
    private RoleId reader = RoleId.random();
    private GroupId staff = GroupId.random();
    private PermissionId read = PermissionId.random();
    private PermissionId write = PermissionId.random();

    GrantQueriesTest(DataSource dataSource) {
        story = new Story(dataSource);
        grants = new GrantQueries(story.jdbc());
    }

    /** A user is editor, and a reader by the group staff and directly; readers read, editors read and write. */
    @BeforeEach
    void a_user_with_direct_and_inherited_roles() {
        tenant = TenantId.random();
        user = UserId.random();
        editor = RoleId.random();
        reader = RoleId.random();
        staff = GroupId.random();
        read = PermissionId.random();
        write = PermissionId.random();
        story.tell(
                tenant,
                created(user),
                new PermissionCreated(read, "docs.read", "Read", "May read", null, null, null, false),
                new PermissionCreated(write, "docs.write", "Write", null, null, null, null, false),
                new RoleCreated(editor, "editor", "Editor", null, false),
                new RoleCreated(reader, "reader", "Reader", "Reads", false),
                new RolePermissionsAdded(editor, List.of(read, write)),
                new RolePermissionsAdded(reader, List.of(read)),
                new GroupCreated(staff, "staff", "Staff", "All of us"),
                new GroupRolesAdded(staff, List.of(reader)),
                new UserGroupsJoined(user, List.of(staff)),
                new UserRolesAssigned(user, List.of(editor, reader)),
                new UserPermissionsGranted(user, List.of(write)));
    }

    @AfterAll
    void folded_in_memory_the_rows_are_the_same() {
        story.assertFoldedAsApplied();
    }

    @Test
    void every_role_tells_all_of_its_sources() {
        assertThat(grants.roles(tenant, user.value(), false))
                .containsExactly(
                        new Grant(editor.value(), "editor", "Editor", null, List.of(direct())),
                        new Grant(reader.value(), "reader", "Reader", "Reads", List.of(direct(), byGroup())));
    }

    @Test
    void every_permission_tells_all_of_its_sources() {
        var viaGroup = new Grant.Source(
                "group", staff.value(), "staff", "Staff", new Reference(reader.value(), "reader", "Reader"));
        assertThat(grants.permissions(tenant, user.value(), false))
                .containsExactly(
                        new Grant(
                                read.value(),
                                "docs.read",
                                "Read",
                                "May read",
                                List.of(
                                        byRole(editor, "editor", "Editor"),
                                        byRole(reader, "reader", "Reader"),
                                        viaGroup)),
                        new Grant(
                                write.value(),
                                "docs.write",
                                "Write",
                                null,
                                List.of(direct(), byRole(editor, "editor", "Editor"))));
    }

    @Test
    void direct_ones_only_when_asked_for() {
        assertThat(grants.roles(tenant, user.value(), true))
                .extracting(Grant::slug, Grant::sources)
                .containsExactly(tuple("editor", List.of(direct())), tuple("reader", List.of(direct())));
        assertThat(grants.permissions(tenant, user.value(), true))
                .containsExactly(new Grant(write.value(), "docs.write", "Write", null, List.of(direct())));
    }

    @Test
    void a_deleted_role_grants_nothing_from_its_deletion_on() {
        story.tell(tenant, new RoleDeleted(editor, "editor", List.of(read, write)));

        assertThat(slugs(grants.roles(tenant, user.value(), false))).containsExactly("reader");
        assertThat(grants.permissions(tenant, user.value(), false))
                .filteredOn(grant -> grant.slug().equals("docs.write"))
                .singleElement()
                .extracting(Grant::sources)
                .isEqualTo(List.of(direct()));
    }

    @Test
    void a_deleted_group_grants_nothing_from_its_deletion_on() {
        story.tell(tenant, new GroupDeleted(staff, "staff", List.of(reader)));

        assertThat(grants.roles(tenant, user.value(), false))
                .extracting(Grant::sources)
                .containsOnly(List.of(direct()));
        assertThat(grants.groups(tenant, user.value())).isEmpty();
    }

    @Test
    void a_deleted_permission_is_gone_from_everybody_at_once() {
        story.tell(tenant, new PermissionDeleted(write, "docs.write"));

        assertThat(slugs(grants.permissions(tenant, user.value(), false))).containsExactly("docs.read");
        assertThat(grants.permissions(tenant, user.value(), true)).isEmpty();
    }

    @Test
    void a_revoked_permission_stays_when_a_role_contains_it() {
        story.tell(tenant, new UserPermissionsRevoked(user, List.of(write)));

        assertThat(slugs(grants.permissions(tenant, user.value(), false))).contains("docs.write");
        assertThat(grants.permissions(tenant, user.value(), true)).isEmpty();
    }

    @Test
    void groups_are_listed() {
        assertThat(grants.groups(tenant, user.value()))
                .containsExactly(new Summary(staff.value(), "staff", "Staff", "All of us"));
    }

    @Test
    void nothing_is_told_to_another_tenant() {
        var other = TenantId.random();

        assertThat(grants.roles(other, user.value(), false)).isEmpty();
        assertThat(grants.permissions(other, user.value(), false)).isEmpty();
        assertThat(grants.groups(other, user.value())).isEmpty();
    }

    private static Grant.Source direct() {
        return new Grant.Source("direct", null, null, null, null);
    }

    private Grant.Source byGroup() {
        return new Grant.Source("group", staff.value(), "staff", "Staff", null);
    }

    private static Grant.Source byRole(RoleId role, String slug, String name) {
        return new Grant.Source("role", role.value(), slug, name, null);
    }

    private static List<String> slugs(List<Grant> grants) {
        return grants.stream().map(Grant::slug).toList();
    }
}
