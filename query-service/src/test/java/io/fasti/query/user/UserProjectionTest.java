package io.fasti.query.user;

import static io.fasti.query.user.UserSamples.created;
import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.Change;
import io.fasti.events.GroupEvent.GroupCreated;
import io.fasti.events.GroupEvent.GroupDeleted;
import io.fasti.events.GroupEvent.GroupRolesAdded;
import io.fasti.events.GroupId;
import io.fasti.events.Profile;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleEvent.RoleDeleted;
import io.fasti.events.RoleEvent.RoleRenamed;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.events.UserEvent.UserActivated;
import io.fasti.events.UserEvent.UserAttributesChanged;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserDeactivated;
import io.fasti.events.UserEvent.UserDeleted;
import io.fasti.events.UserEvent.UserEmailChanged;
import io.fasti.events.UserEvent.UserEmailUnverified;
import io.fasti.events.UserEvent.UserEmailVerified;
import io.fasti.events.UserEvent.UserErased;
import io.fasti.events.UserEvent.UserGroupsJoined;
import io.fasti.events.UserEvent.UserGroupsLeft;
import io.fasti.events.UserEvent.UserPasswordSet;
import io.fasti.events.UserEvent.UserPhoneChanged;
import io.fasti.events.UserEvent.UserProfileChanged;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserEvent.UserRolesRevoked;
import io.fasti.events.UserEvent.UserUnblocked;
import io.fasti.events.UserEvent.UserUsernameChanged;
import io.fasti.events.UserId;
import io.fasti.query.platform.Reference;
import io.fasti.query.platform.Story;
import io.fasti.testing.PostgresTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserProjectionTest {
    private final TenantId tenant = TenantId.random();
    private final Story story;
    private final UserQueries users;

    UserProjectionTest(DataSource dataSource) {
        story = new Story(dataSource);
        users = new UserQueries(story.jdbc());
    }

    @AfterAll
    void folded_in_memory_the_rows_are_the_same() {
        story.assertFoldedAsApplied();
    }

    @Test
    void an_unknown_id_is_empty() {
        assertThat(users.byId(tenant, "usr_unknown")).isEmpty();
        assertThat(users.byKey(tenant, "nobody@example.com")).isEmpty();
        assertThat(users.idOf(tenant, "nobody")).isEmpty();
    }

    @Test
    void a_created_user_has_what_was_said_of_them() {
        var user = UserId.random();
        var profile = new Profile("Ada L.", "Ada", "Lovelace", "https://example.com/ada.png", "en", "Europe/London");
        story.tell(tenant, new UserCreated(user, "Ada.L@example.com", true, "ada", "+44 20 1234", profile, true));

        var view = view(user);

        assertThat(view)
                .isEqualTo(new UserView(
                        user.value(),
                        "Ada.L@example.com",
                        true,
                        "ada",
                        "+44 20 1234",
                        "Ada L.",
                        "Ada",
                        "Lovelace",
                        "https://example.com/ada.png",
                        "en",
                        "Europe/London",
                        true,
                        false,
                        null,
                        false,
                        false,
                        List.of(),
                        List.of(),
                        new HashMap<String, @Nullable Object>(),
                        null,
                        0,
                        0,
                        story.now(),
                        story.now()));
    }

    @Test
    void a_user_is_found_by_id_email_in_any_case_and_username() {
        var user = UserId.random();
        story.tell(tenant, new UserCreated(user, "Grace@Example.com", false, "grace", null, null, true));

        assertThat(users.byKey(tenant, user.value())).isPresent();
        assertThat(users.byKey(tenant, "gRACE@example.COM")).isPresent();
        assertThat(users.byKey(tenant, "grace")).isPresent();
        assertThat(users.byKey(tenant, "GRACE")).isEmpty();
        assertThat(users.idOf(tenant, user.value())).hasValue(user.value());
        assertThat(users.idOf(tenant, "gRACE@example.COM")).hasValue(user.value());
        assertThat(users.idOf(tenant, "grace")).hasValue(user.value());
    }

    @Test
    void a_user_of_another_tenant_is_not_found() {
        var user = UserId.random();
        story.tell(tenant, new UserCreated(user, "mine@example.com", false, "mine", null, null, true));
        var other = TenantId.random();

        assertThat(users.byId(other, user.value())).isEmpty();
        assertThat(users.byKey(other, "mine@example.com")).isEmpty();
        assertThat(users.byKey(other, "mine")).isEmpty();
        assertThat(users.idOf(other, user.value())).isEmpty();
    }

    @Test
    void a_changed_profile_keeps_what_was_not_named_and_clears_what_was_named_null() {
        var user = UserId.random();
        var profile = new Profile("Old", "Given", "Family", null, "en", "UTC");
        story.tell(tenant, new UserCreated(user, "p@example.com", true, null, null, profile, true))
                .tell(
                        tenant,
                        new UserProfileChanged(
                                user,
                                Change.to("New"),
                                Change.keep(),
                                Change.to(null),
                                Change.to("https://example.com/p.png"),
                                Change.keep(),
                                Change.to("Europe/Rome")));

        var view = view(user);

        assertThat(view.name()).isEqualTo("New");
        assertThat(view.givenName()).isEqualTo("Given");
        assertThat(view.familyName()).isNull();
        assertThat(view.picture()).isEqualTo("https://example.com/p.png");
        assertThat(view.locale()).isEqualTo("en");
        assertThat(view.zoneinfo()).isEqualTo("Europe/Rome");
        assertThat(view.version()).isEqualTo(1);
        assertThat(view.updatedAt()).isEqualTo(story.now()).isAfter(view.createdAt());
    }

    @Test
    void a_new_email_is_not_verified() {
        var user = UserId.random();
        story.tell(
                tenant,
                new UserCreated(user, "old@example.com", true, null, null, null, true),
                new UserEmailChanged(user, "old@example.com", "new@example.com"));

        assertThat(view(user).email()).isEqualTo("new@example.com");
        assertThat(view(user).emailVerified()).isFalse();
        assertThat(users.byKey(tenant, "old@example.com")).isEmpty();

        story.tell(tenant, new UserEmailVerified(user));
        assertThat(view(user).emailVerified()).isTrue();

        story.tell(tenant, new UserEmailUnverified(user));
        assertThat(view(user).emailVerified()).isFalse();
    }

    @Test
    void username_and_phone_change() {
        var user = UserId.random();
        story.tell(
                tenant,
                new UserCreated(user, null, false, "before", "1", null, true),
                new UserUsernameChanged(user, "before", "after"),
                new UserPhoneChanged(user, "1", null));

        assertThat(view(user).username()).isEqualTo("after");
        assertThat(view(user).phone()).isNull();
    }

    @Test
    void a_password_changes_nothing_but_the_version() {
        var user = UserId.random();
        story.tell(tenant, created(user), new UserPasswordSet(user, "$argon2id$…"));

        assertThat(view(user).version()).isEqualTo(1);
        assertThat(view(user).updatedAt()).isEqualTo(story.now());
    }

    @Test
    void a_block_is_dated_until_it_ends() {
        var user = UserId.random();
        story.tell(tenant, created(user), new UserBlocked(user));
        assertThat(view(user).blocked()).isTrue();
        assertThat(view(user).blockedAt()).isEqualTo(story.now());

        story.tell(tenant, new UserUnblocked(user));
        assertThat(view(user).blocked()).isFalse();
        assertThat(view(user).blockedAt()).isNull();
    }

    @Test
    void a_user_is_active_until_deactivated_and_again_when_activated() {
        var user = UserId.random();
        story.tell(tenant, created(user), new UserDeactivated(user));
        assertThat(view(user).active()).isFalse();

        story.tell(tenant, new UserActivated(user));
        assertThat(view(user).active()).isTrue();
    }

    @Test
    void attributes_are_merged_and_null_takes_one_away() {
        var user = UserId.random();
        var first = new HashMap<String, @Nullable Object>();
        first.put("team", "blue");
        first.put("level", 3);
        first.put("tags", List.of("a", "b"));
        var second = new HashMap<String, @Nullable Object>();
        second.put("team", null);
        second.put("level", 4);
        second.put("remote", true);
        story.tell(
                tenant, created(user), new UserAttributesChanged(user, first), new UserAttributesChanged(user, second));

        var attributes = view(user).attributes();

        assertThat(attributes).containsOnlyKeys("level", "tags", "remote");
        assertThat(attributes).containsEntry("level", 4).containsEntry("remote", true);
        assertThat(attributes).containsEntry("tags", List.of("a", "b"));
    }

    @Nested
    class Belonging {
        private final TenantId tenant = TenantId.random();
        private final UserId user = UserId.random();
        private final RoleId editor = RoleId.random();
        private final RoleId admin = RoleId.random();
        private final GroupId staff = GroupId.random();

        @Test
        void roles_and_groups_are_shown_by_slug_with_their_names_of_now() {
            story.tell(
                    tenant,
                    created(user),
                    new RoleCreated(editor, "editor", "Editor", null, false),
                    new GroupCreated(staff, "staff", "Staff", null),
                    new UserRolesAssigned(user, List.of(editor)),
                    new UserGroupsJoined(user, List.of(staff)),
                    new RoleRenamed(editor, "Chief editor"));

            assertThat(view().roles()).containsExactly(new Reference(editor.value(), "editor", "Chief editor"));
            assertThat(view().groups()).containsExactly(new Reference(staff.value(), "staff", "Staff"));
            assertThat(view().version()).isEqualTo(2);
        }

        @Test
        void what_was_taken_away_is_not_shown() {
            story.tell(
                    tenant,
                    created(user),
                    new RoleCreated(editor, "editor", "Editor", null, false),
                    new GroupCreated(staff, "staff", "Staff", null),
                    new UserRolesAssigned(user, List.of(editor)),
                    new UserGroupsJoined(user, List.of(staff)),
                    new UserRolesRevoked(user, List.of(editor)),
                    new UserGroupsLeft(user, List.of(staff)));

            assertThat(view().roles()).isEmpty();
            assertThat(view().groups()).isEmpty();
        }

        @Test
        void a_deleted_role_or_group_is_hidden_at_once() {
            story.tell(
                    tenant,
                    created(user),
                    new RoleCreated(editor, "editor", "Editor", null, false),
                    new GroupCreated(staff, "staff", "Staff", null),
                    new UserRolesAssigned(user, List.of(editor)),
                    new UserGroupsJoined(user, List.of(staff)),
                    new RoleDeleted(editor, "editor", List.of()),
                    new GroupDeleted(staff, "staff", List.of()));

            assertThat(view().roles()).isEmpty();
            assertThat(view().groups()).isEmpty();
        }

        @Test
        void the_system_role_admin_makes_an_admin() {
            story.tell(
                    tenant,
                    created(user),
                    new RoleCreated(admin, "admin", "Administrator", null, true),
                    new UserRolesAssigned(user, List.of(admin)));

            assertThat(view().admin()).isTrue();
        }

        @Test
        void a_group_with_the_role_admin_makes_an_admin_as_long_as_there_is_the_group() {
            story.tell(
                    tenant,
                    created(user),
                    new RoleCreated(admin, "admin", "Administrator", null, true),
                    new GroupCreated(staff, "staff", "Staff", null),
                    new GroupRolesAdded(staff, List.of(admin)),
                    new UserGroupsJoined(user, List.of(staff)));
            assertThat(view().admin()).isTrue();

            story.tell(tenant, new GroupDeleted(staff, "staff", List.of(admin)));
            assertThat(view().admin()).isFalse();
        }

        @Test
        void another_role_makes_no_admin() {
            story.tell(
                    tenant,
                    created(user),
                    new RoleCreated(admin, "admin", "Administrator", null, true),
                    new RoleCreated(editor, "editor", "Editor", null, true),
                    new UserRolesAssigned(user, List.of(editor)));

            assertThat(view().admin()).isFalse();
        }

        @Test
        void an_erased_user_leaves_nothing_behind_although_nobody_deleted_them() {
            story.tell(
                    tenant,
                    created(user),
                    new UserRolesAssigned(user, List.of(editor)),
                    new UserAttributesChanged(user, new HashMap<String, @Nullable Object>(Map.of("team", "blue"))),
                    new UserErased(user));

            assertThat(users.byId(tenant, user.value())).isEmpty();
            assertNothingIsLeft();
        }

        @Test
        void a_deleted_user_leaves_nothing_behind() {
            story.tell(
                    tenant,
                    created(user),
                    new RoleCreated(editor, "editor", "Editor", null, false),
                    new GroupCreated(staff, "staff", "Staff", null),
                    new UserRolesAssigned(user, List.of(editor)),
                    new UserGroupsJoined(user, List.of(staff)),
                    new UserAttributesChanged(user, new HashMap<String, @Nullable Object>(Map.of("team", "blue"))),
                    new UserDeleted(user, null, null, null, List.of(editor), List.of(staff), List.of()));

            assertThat(users.byId(tenant, user.value())).isEmpty();
            assertNothingIsLeft();
        }

        private void assertNothingIsLeft() {
            for (var table : UserTables.ALL) {
                if (table.key().size() > 1 && table.key().get(1).name().equals("user_id")) {
                    var left = story.jdbc()
                            .sql("select count(*) from " + table.name() + " where tenant_id = ?")
                            .param(tenant.value())
                            .query(Long.class)
                            .single();
                    assertThat(left).as(table.name()).isZero();
                }
            }
        }

        private UserView view() {
            return users.byId(tenant, user.value()).orElseThrow();
        }
    }

    private UserView view(UserId user) {
        return users.byId(tenant, user.value()).orElseThrow();
    }
}
