package io.fasti.command.user;

import static io.fasti.errors.ErrorCode.INVALID_FIELD;
import static io.fasti.errors.ErrorCode.USER_EMAIL_MISSING;
import static io.fasti.errors.ErrorCode.USER_IDENTIFIER_MISSING;
import static io.fasti.errors.ErrorCode.USER_NOT_FOUND;

import io.fasti.command.Refused;
import io.fasti.command.password.Secret;
import io.fasti.command.user.UserCommand.BlockUser;
import io.fasti.command.user.UserCommand.ChangeAttributes;
import io.fasti.command.user.UserCommand.CreateUser;
import io.fasti.command.user.UserCommand.DeleteUser;
import io.fasti.command.user.UserCommand.EraseUser;
import io.fasti.command.user.UserCommand.IsErasable;
import io.fasti.command.user.UserCommand.SetPassword;
import io.fasti.command.user.UserCommand.UnblockUser;
import io.fasti.command.user.UserCommand.VerifyEmail;
import io.fasti.events.Change;
import io.fasti.events.GroupId;
import io.fasti.events.PermissionId;
import io.fasti.events.Profile;
import io.fasti.events.RoleId;
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
import io.fasti.events.UserEvent.UserPasswordSet;
import io.fasti.events.UserEvent.UserPermissionsGranted;
import io.fasti.events.UserEvent.UserPhoneChanged;
import io.fasti.events.UserEvent.UserProfileChanged;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserEvent.UserUnblocked;
import io.fasti.events.UserEvent.UserUsernameChanged;
import io.fasti.events.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UserTest {
    private static final UserId ADA = new UserId("usr_1");
    private static final RoleId CLERK = new RoleId("rol_1");
    private static final GroupId SALES = new GroupId("grp_1");
    private static final PermissionId READ = new PermissionId("perm_1");

    private final AggregateTestFixture<UserAggregate> fixture = new AggregateTestFixture<>(UserAggregate.class);

    @Nested
    class CreatingAUser {
        @Test
        void tells_password_roles_and_groups_in_events_of_their_own() {
            fixture.givenNoPriorActivity()
                    .when(new CreateUser(
                            ADA,
                            "Ada@Example.com",
                            true,
                            null,
                            null,
                            Profile.EMPTY,
                            true,
                            new Secret("$argon2id$x"),
                            List.of(CLERK),
                            List.of(SALES)))
                    .expectEvents(
                            new UserCreated(ADA, "Ada@Example.com", true, null, null, Profile.EMPTY, true),
                            new UserPasswordSet(ADA, "$argon2id$x"),
                            new UserRolesAssigned(ADA, List.of(CLERK)),
                            new UserGroupsJoined(ADA, List.of(SALES)));
        }

        @Test
        void works_with_a_username_or_a_phone_number_alone() {
            fixture.givenNoPriorActivity()
                    .when(create(null, "ada", null))
                    .expectEvents(new UserCreated(ADA, null, false, "ada", null, Profile.EMPTY, true));
        }

        @Test
        void needs_nothing_to_be_identified_by() {
            fixture.givenNoPriorActivity()
                    .when(create(null, null, null))
                    .expectEvents(new UserCreated(ADA, null, false, null, null, Profile.EMPTY, true));
        }

        @Test
        void does_not_take_a_missing_email_for_verified() {
            fixture.givenNoPriorActivity()
                    .when(new CreateUser(ADA, null, true, "ada", null, Profile.EMPTY, true, null, List.of(), List.of()))
                    .expectEvents(new UserCreated(ADA, null, false, "ada", null, Profile.EMPTY, true));
        }
    }

    @Nested
    class ChangingAUser {
        @Test
        void tells_one_event_per_intent() {
            fixture.given(ada())
                    .when(new Changes()
                            .email("ada@king.example")
                            .username("ada")
                            .phone("+44 1")
                            .name("Ada King")
                            .active(false)
                            .command())
                    .expectEvents(
                            new UserEmailChanged(ADA, "ada@example.com", "ada@king.example"),
                            new UserUsernameChanged(ADA, null, "ada"),
                            new UserPhoneChanged(ADA, null, "+44 1"),
                            renamed("Ada King"),
                            new UserDeactivated(ADA));
        }

        @Test
        void to_what_it_is_changes_nothing() {
            fixture.given(ada(), renamed("Ada King"))
                    .when(new Changes()
                            .email("ada@example.com")
                            .name("Ada King")
                            .active(true)
                            .command())
                    .expectNoEvents();
        }

        @Test
        void makes_a_new_email_unverified() {
            fixture.given(
                            ada(),
                            new UserEmailVerified(ADA),
                            new UserEmailChanged(ADA, "ada@example.com", "a@b.example"))
                    .when(new VerifyEmail(ADA))
                    .expectEvents(new UserEmailVerified(ADA));
        }

        @Test
        void keeps_an_email_verified_when_only_its_case_is_new() {
            fixture.given(ada(), new UserEmailVerified(ADA))
                    .when(new Changes().email("Ada@Example.com").command())
                    .expectEvents(
                            new UserEmailChanged(ADA, "ada@example.com", "Ada@Example.com"),
                            new UserEmailVerified(ADA));
        }

        @Test
        void can_bring_an_email_that_is_verified_already() {
            fixture.given(ada())
                    .when(new Changes().email("a@b.example").verified(true).command())
                    .expectEvents(
                            new UserEmailChanged(ADA, "ada@example.com", "a@b.example"), new UserEmailVerified(ADA));
        }

        @Test
        void can_take_the_verification_back() {
            fixture.given(ada(), new UserEmailVerified(ADA))
                    .when(new Changes().verified(false).command())
                    .expectEvents(new UserEmailUnverified(ADA));
        }

        @Test
        void cannot_take_the_last_identifier() {
            fixture.given(ada())
                    .when(new Changes().email(null).command())
                    .expectException(Refused.with(USER_IDENTIFIER_MISSING));
        }

        @Test
        void can_put_one_identifier_in_the_place_of_another() {
            fixture.given(ada())
                    .when(new Changes().email(null).username("ada").command())
                    .expectEvents(
                            new UserEmailChanged(ADA, "ada@example.com", null),
                            new UserUsernameChanged(ADA, null, "ada"));
        }

        @Test
        void can_activate_a_deactivated_one() {
            fixture.given(ada(), new UserDeactivated(ADA))
                    .when(new Changes().active(true).command())
                    .expectEvents(new UserActivated(ADA));
        }

        @Test
        void is_refused_for_a_deleted_one() {
            fixture.given(ada(), deleted())
                    .when(new Changes().name("X").command())
                    .expectException(Refused.with(USER_NOT_FOUND, "user_id", "usr_1"));
        }
    }

    @Nested
    class VerifyingAnEmail {
        @Test
        void happens_once() {
            fixture.given(ada(), new UserEmailVerified(ADA))
                    .when(new VerifyEmail(ADA))
                    .expectNoEvents();
        }

        @Test
        void needs_one() {
            fixture.given(new UserCreated(ADA, null, false, "ada", null, null, true))
                    .when(new VerifyEmail(ADA))
                    .expectException(Refused.with(USER_EMAIL_MISSING));
        }
    }

    @Nested
    class SettingAPassword {
        @Test
        void tells_its_hash_each_time() {
            fixture.given(ada(), new UserPasswordSet(ADA, "$argon2id$x"))
                    .when(new SetPassword(ADA, new Secret("$argon2id$y")))
                    .expectEvents(new UserPasswordSet(ADA, "$argon2id$y"));
        }

        @Test
        void is_refused_for_nobody() {
            fixture.givenNoPriorActivity()
                    .when(new SetPassword(ADA, new Secret("$argon2id$y")))
                    .expectException(Refused.with(USER_NOT_FOUND));
        }
    }

    @Nested
    class Attributes {
        @Test
        void are_told_only_where_they_differ_and_removed_by_null() {
            fixture.given(ada(), new UserAttributesChanged(ADA, Map.of("level", 7, "team", "Engines", "old", true)))
                    .when(new ChangeAttributes(ADA, wanted("level", 8, "team", "Engines", "old", null, "none", null)))
                    .expectEvents(new UserAttributesChanged(ADA, attributes("level", 8, "old", null)));
        }

        @Test
        void that_were_removed_are_gone() {
            fixture.given(
                            ada(),
                            new UserAttributesChanged(ADA, Map.of("level", 7)),
                            new UserAttributesChanged(ADA, attributes("level", null)))
                    .when(new ChangeAttributes(ADA, wanted("level", null)))
                    .expectNoEvents();
        }

        @Test
        void cannot_be_more_than_a_thousand() {
            var many = new HashMap<String, Object>();
            for (int i = 0; i <= CustomAttributes.MOST; i++) {
                many.put("attribute" + i, i);
            }
            fixture.given(ada()).when(new ChangeAttributes(ADA, many)).expectException(Refused.with(INVALID_FIELD));
        }
    }

    @Nested
    class BlockingAUser {
        @Test
        void happens_once_and_can_be_taken_back() {
            fixture.given(ada()).when(new BlockUser(ADA)).expectEvents(new UserBlocked(ADA));
            fixture.given(ada(), new UserBlocked(ADA)).when(new BlockUser(ADA)).expectNoEvents();
            fixture.given(ada(), new UserBlocked(ADA))
                    .when(new UnblockUser(ADA))
                    .expectEvents(new UserUnblocked(ADA));
            fixture.given(ada()).when(new UnblockUser(ADA)).expectNoEvents();
        }
    }

    @Nested
    class DeletingAUser {
        @Test
        void says_what_the_user_still_had() {
            fixture.given(
                            ada(),
                            new UserUsernameChanged(ADA, null, "ada"),
                            new UserRolesAssigned(ADA, List.of(CLERK)),
                            new UserGroupsJoined(ADA, List.of(SALES)),
                            new UserPermissionsGranted(ADA, List.of(READ)))
                    .when(new DeleteUser(ADA))
                    .expectEvents(new UserDeleted(
                            ADA, "ada@example.com", "ada", null, List.of(CLERK), List.of(SALES), List.of(READ)));
        }

        @Test
        void happens_once() {
            fixture.given(ada(), deleted()).when(new DeleteUser(ADA)).expectException(Refused.with(USER_NOT_FOUND));
        }
    }

    @Nested
    class ErasingAUser {
        @Test
        void deletes_who_is_still_there() {
            fixture.given(ada(), new UserRolesAssigned(ADA, List.of(CLERK)))
                    .when(new EraseUser(ADA))
                    .expectEvents(
                            new UserDeleted(ADA, "ada@example.com", null, null, List.of(CLERK), List.of(), List.of()),
                            new UserErased(ADA));
        }

        @Test
        void erases_who_was_deleted_before() {
            fixture.given(ada(), deleted()).when(new EraseUser(ADA)).expectEvents(new UserErased(ADA));
        }

        @Test
        void happens_once() {
            fixture.given(ada(), deleted(), new UserErased(ADA))
                    .when(new EraseUser(ADA))
                    .expectNoEvents();
        }

        @Test
        void is_refused_for_who_never_was() {
            fixture.givenNoPriorActivity().when(new EraseUser(ADA)).expectException(Refused.with(USER_NOT_FOUND));
            fixture.givenNoPriorActivity().when(new IsErasable(ADA)).expectException(Refused.with(USER_NOT_FOUND));
        }

        @Test
        void can_be_asked_about_before() {
            fixture.given(ada()).when(new IsErasable(ADA)).expectResultMessagePayload(true);
            fixture.given(ada(), deleted()).when(new IsErasable(ADA)).expectResultMessagePayload(true);
            fixture.given(ada(), deleted(), new UserErased(ADA))
                    .when(new IsErasable(ADA))
                    .expectResultMessagePayload(false)
                    .expectNoEvents();
        }

        @Test
        void is_known_from_its_first_and_last_event_alone() {
            fixture.given(ada(), new UserErased(ADA)).when(new EraseUser(ADA)).expectNoEvents();
        }

        @Test
        void leaves_nobody_to_change() {
            fixture.given(ada(), deleted(), new UserErased(ADA))
                    .when(new BlockUser(ADA))
                    .expectException(Refused.with(USER_NOT_FOUND));
        }
    }

    private static UserCreated ada() {
        return new UserCreated(ADA, "ada@example.com", false, null, null, Profile.EMPTY, true);
    }

    private static UserDeleted deleted() {
        return new UserDeleted(ADA, "ada@example.com", null, null, List.of(), List.of(), List.of());
    }

    private static UserProfileChanged renamed(String name) {
        return new UserProfileChanged(
                ADA, Change.to(name), Change.keep(), Change.keep(), Change.keep(), Change.keep(), Change.keep());
    }

    private static CreateUser create(@Nullable String email, @Nullable String username, @Nullable String phone) {
        return new CreateUser(ADA, email, false, username, phone, Profile.EMPTY, true, null, List.of(), List.of());
    }

    private static Map<String, @Nullable Object> attributes(@Nullable Object... namesAndValues) {
        var attributes = new HashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return attributes;
    }

    /** The compiler forgets that the command takes null values too. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, Object> wanted(@Nullable Object... namesAndValues) {
        return (Map) attributes(namesAndValues);
    }
}
