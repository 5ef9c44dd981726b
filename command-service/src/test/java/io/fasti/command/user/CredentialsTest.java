package io.fasti.command.user;

import io.fasti.command.Refused;
import io.fasti.command.password.Secret;
import io.fasti.command.user.UserCommand.AddBackupCodes;
import io.fasti.command.user.UserCommand.AddTotp;
import io.fasti.command.user.UserCommand.DeleteUser;
import io.fasti.command.user.UserCommand.LinkIdentity;
import io.fasti.command.user.UserCommand.NameOf;
import io.fasti.command.user.UserCommand.PasswordOf;
import io.fasti.command.user.UserCommand.RemoveMfa;
import io.fasti.command.user.UserCommand.UnlinkIdentity;
import io.fasti.command.user.UserCommand.UpgradePassword;
import io.fasti.errors.ErrorCode;
import io.fasti.events.MfaId;
import io.fasti.events.Profile;
import io.fasti.events.UserEvent.UserBackupCodesAdded;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserDeleted;
import io.fasti.events.UserEvent.UserIdentityDescribed;
import io.fasti.events.UserEvent.UserIdentityLinked;
import io.fasti.events.UserEvent.UserIdentityUnlinked;
import io.fasti.events.UserEvent.UserMfaRemoved;
import io.fasti.events.UserEvent.UserPasswordSet;
import io.fasti.events.UserEvent.UserPasswordUpgraded;
import io.fasti.events.UserEvent.UserTotpAdded;
import io.fasti.events.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private static final UserId ADA = new UserId("usr_1");
    private static final MfaId TOTP = new MfaId("mfa_1");
    private static final MfaId CODES = new MfaId("mfa_2");
    private static final Secret OLD = new Secret("MD5:00");
    private static final Secret NEW = new Secret("$argon2id$new");

    private final AggregateTestFixture<UserAggregate> fixture = new AggregateTestFixture<>(UserAggregate.class);

    @Nested
    class APassword {
        @Test
        void is_told_to_who_verifies_it() {
            fixture.given(ada(), new UserPasswordSet(ADA, OLD.value()))
                    .when(new PasswordOf(ADA))
                    .expectNoEvents()
                    .expectResultMessagePayload(Optional.of(OLD));
        }

        @Test
        void that_is_not_there_is_told_as_none() {
            fixture.given(ada()).when(new PasswordOf(ADA)).expectResultMessagePayload(Optional.empty());
        }

        @Test
        void of_nobody_is_not_found() {
            fixture.givenNoPriorActivity()
                    .when(new PasswordOf(ADA))
                    .expectException(Refused.with(ErrorCode.USER_NOT_FOUND));
        }

        @Test
        void gets_a_better_digest() {
            fixture.given(ada(), new UserPasswordSet(ADA, OLD.value()))
                    .when(new UpgradePassword(ADA, OLD, NEW))
                    .expectEvents(new UserPasswordUpgraded(ADA, NEW.value()));
        }

        @Test
        void that_was_changed_meanwhile_stays() {
            fixture.given(ada(), new UserPasswordSet(ADA, OLD.value()), new UserPasswordSet(ADA, "$argon2id$other"))
                    .when(new UpgradePassword(ADA, OLD, NEW))
                    .expectNoEvents();
        }
    }

    @Nested
    class AnIdentity {
        @Test
        void is_linked() {
            fixture.given(ada())
                    .when(new LinkIdentity(ADA, "google", "g1", Map.of("email", "a@b.c")))
                    .expectEvents(new UserIdentityLinked(ADA, "google", "g1", null, Map.of("email", "a@b.c")));
        }

        @Test
        void takes_the_place_of_another_at_the_same_service() {
            fixture.given(ada(), new UserIdentityLinked(ADA, "google", "g1", null, null))
                    .when(new LinkIdentity(ADA, "google", "g2", null))
                    .expectEvents(new UserIdentityLinked(ADA, "google", "g2", "g1", null));
        }

        @Test
        void that_is_known_is_only_described_anew() {
            fixture.given(ada(), new UserIdentityLinked(ADA, "google", "g1", null, null))
                    .when(new LinkIdentity(ADA, "google", "g1", Map.of("name", "Ada")))
                    .expectEvents(new UserIdentityDescribed(ADA, "google", Map.of("name", "Ada")));
        }

        @Test
        void that_is_known_with_all_its_details_changes_nothing() {
            fixture.given(ada(), new UserIdentityLinked(ADA, "google", "g1", null, Map.of("name", "Ada")))
                    .when(new LinkIdentity(ADA, "google", "g1", Map.of("name", "Ada")))
                    .expectNoEvents();
        }

        @Test
        void is_unlinked() {
            fixture.given(ada(), new UserIdentityLinked(ADA, "google", "g1", null, null))
                    .when(new UnlinkIdentity(ADA, "google"))
                    .expectEvents(new UserIdentityUnlinked(ADA, "google", "g1"));
        }

        @Test
        void that_is_not_linked_is_not_found() {
            fixture.given(
                            ada(),
                            new UserIdentityLinked(ADA, "google", "g1", null, null),
                            new UserIdentityUnlinked(ADA, "google", "g1"))
                    .when(new UnlinkIdentity(ADA, "google"))
                    .expectException(Refused.with(ErrorCode.USER_IDENTITY_NOT_FOUND, "target", "google"));
        }

        @Test
        void is_let_go_with_the_user() {
            fixture.given(ada(), new UserIdentityLinked(ADA, "google", "g1", null, null))
                    .when(new DeleteUser(ADA))
                    .expectEvents(new UserDeleted(
                            ADA, null, "ada", null, List.of(), List.of(), List.of(), Map.of("google", "g1")));
        }
    }

    @Nested
    class AFactor {
        @Test
        void that_makes_codes_by_time_is_added_once() {
            fixture.given(ada())
                    .when(new AddTotp(ADA, TOTP, new Secret("BASE32")))
                    .expectEvents(new UserTotpAdded(ADA, TOTP, "BASE32"));
            fixture.given(ada(), new UserTotpAdded(ADA, TOTP, "BASE32"))
                    .when(new AddTotp(ADA, CODES, new Secret("BASE32")))
                    .expectException(Refused.with(ErrorCode.TOTP_EXISTS));
        }

        @Test
        void of_backup_codes_needs_another() {
            fixture.given(ada())
                    .when(new AddBackupCodes(ADA, CODES, List.of(new Secret("hash"))))
                    .expectException(Refused.with(ErrorCode.BACKUP_CODES_ALONE));
            fixture.given(ada(), new UserTotpAdded(ADA, TOTP, "BASE32"))
                    .when(new AddBackupCodes(ADA, CODES, List.of(new Secret("hash"))))
                    .expectEvents(new UserBackupCodesAdded(ADA, CODES, List.of("hash")));
        }

        @Test
        void of_backup_codes_is_added_once() {
            fixture.given(
                            ada(),
                            new UserTotpAdded(ADA, TOTP, "BASE32"),
                            new UserBackupCodesAdded(ADA, CODES, List.of("hash")))
                    .when(new AddBackupCodes(ADA, new MfaId("mfa_3"), List.of(new Secret("hash"))))
                    .expectException(Refused.with(ErrorCode.BACKUP_CODES_EXIST));
        }

        @Test
        void is_removed_and_can_then_be_added_again() {
            fixture.given(ada(), new UserTotpAdded(ADA, TOTP, "BASE32"))
                    .when(new RemoveMfa(ADA, TOTP))
                    .expectEvents(new UserMfaRemoved(ADA, TOTP, "totp"));
            fixture.given(ada(), new UserTotpAdded(ADA, TOTP, "BASE32"), new UserMfaRemoved(ADA, TOTP, "totp"))
                    .when(new AddTotp(ADA, CODES, new Secret("OTHER")))
                    .expectEvents(new UserTotpAdded(ADA, CODES, "OTHER"));
        }

        @Test
        void that_is_not_there_is_not_found() {
            fixture.given(ada()).when(new RemoveMfa(ADA, TOTP)).expectException(Refused.with(ErrorCode.MFA_NOT_FOUND));
        }
    }

    @Test
    void a_user_is_called_by_name_or_by_what_identifies_them() {
        fixture.given(ada()).when(new NameOf(ADA)).expectResultMessagePayload(Optional.of("ada"));
        fixture.given(new UserCreated(ADA, null, false, null, null, null, true))
                .when(new NameOf(ADA))
                .expectResultMessagePayload(Optional.empty());
    }

    private static UserCreated ada() {
        return new UserCreated(ADA, null, false, "ada", null, Profile.EMPTY, true);
    }
}
