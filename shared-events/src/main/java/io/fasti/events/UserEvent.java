package io.fasti.events;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to a user. Whatever tells something about the person is {@link Personal}, and so are their secrets. */
@Stream("user")
public sealed interface UserEvent extends IdentityEvent {
    UserId userId();

    /** Roles, groups, attributes and the password follow as events of their own. */
    @EventType("user.created")
    record UserCreated(
            UserId userId,
            @Personal @Nullable String email,
            boolean emailVerified,
            @Personal @Nullable String username,
            @Personal @Nullable String phone,
            @Personal @Nullable Profile profile,
            boolean active)
            implements UserEvent {}

    /** Only the fields that changed are there. */
    @EventType("user.profile_changed")
    record UserProfileChanged(
            UserId userId,
            @Personal Change<String> name,
            @Personal Change<String> givenName,
            @Personal Change<String> familyName,
            @Personal Change<String> picture,
            @Personal Change<String> locale,
            @Personal Change<String> zoneinfo,
            @Personal Change<String> middleName,
            @Personal Change<String> nickname,
            @Personal Change<String> preferredUsername,
            @Personal Change<String> profile,
            @Personal Change<String> website,
            @Personal Change<String> gender,
            @Personal Change<String> birthdate,
            @Personal Change<Address> address)
            implements UserEvent {
        /** Of a change of the most usual fields alone. */
        public UserProfileChanged(
                UserId userId,
                Change<String> name,
                Change<String> givenName,
                Change<String> familyName,
                Change<String> picture,
                Change<String> locale,
                Change<String> zoneinfo) {
            this(
                    userId,
                    name,
                    givenName,
                    familyName,
                    picture,
                    locale,
                    zoneinfo,
                    Change.keep(),
                    Change.keep(),
                    Change.keep(),
                    Change.keep(),
                    Change.keep(),
                    Change.keep(),
                    Change.keep(),
                    Change.keep());
        }
    }

    /** {@code from} is what it was, so that whoever keeps e-mails can let go of the old one. A new e-mail is not verified. */
    @EventType("user.email_changed")
    record UserEmailChanged(
            UserId userId,
            @Personal @Nullable String from,
            @Personal @Nullable String email) implements UserEvent {}

    @EventType("user.email_verified")
    record UserEmailVerified(UserId userId) implements UserEvent {}

    /** The e-mail counts as not verified again. */
    @EventType("user.email_unverified")
    record UserEmailUnverified(UserId userId) implements UserEvent {}

    @EventType("user.username_changed")
    record UserUsernameChanged(
            UserId userId,
            @Personal @Nullable String from,
            @Personal @Nullable String username) implements UserEvent {}

    @EventType("user.phone_changed")
    record UserPhoneChanged(
            UserId userId,
            @Personal @Nullable String from,
            @Personal @Nullable String phone) implements UserEvent {}

    /** {@code hash} is in the form of {@link PasswordDigest#stored}. */
    @EventType("user.password_set")
    record UserPasswordSet(UserId userId, @Personal String hash) implements UserEvent {
        @Override
        public String toString() {
            return "UserPasswordSet[userId=" + userId + ", hash=***]";
        }
    }

    /** The password is the same, its digest is a better one: {@code hash} is made by our own algorithm. */
    @EventType("user.password_upgraded")
    record UserPasswordUpgraded(UserId userId, @Personal String hash) implements UserEvent {
        @Override
        public String toString() {
            return "UserPasswordUpgraded[userId=" + userId + ", hash=***]";
        }
    }

    /**
     * Custom attributes that changed; a null value means that the attribute is gone, unless {@code nulls} names it: then it
     * is there and has no value.
     */
    @EventType("user.attributes_changed")
    record UserAttributesChanged(
            UserId userId,
            @Personal Map<String, @Nullable Object> attributes,
            @Personal @Nullable List<String> nulls) implements UserEvent {
        /** None and an empty list are the same, so that what was read equals what was written. */
        public UserAttributesChanged(
                UserId userId, Map<String, @Nullable Object> attributes, @Nullable List<String> nulls) {
            this.userId = userId;
            this.attributes = attributes;
            this.nulls = nulls == null || nulls.isEmpty() ? null : List.copyOf(nulls);
        }

        public UserAttributesChanged(UserId userId, Map<String, @Nullable Object> attributes) {
            this(userId, attributes, null);
        }

        /** Whether this event takes the attribute away. */
        public boolean removes(String name) {
            return attributes.containsKey(name)
                    && attributes.get(name) == null
                    && (nulls == null || !nulls.contains(name));
        }
    }

    /**
     * The user can sign in as somebody whom another service knows.
     *
     * @param target which service, such as {@code google}
     * @param identity whom it knows
     * @param from whom it was before, when the user was known there as somebody else
     */
    @EventType("user.identity_linked")
    record UserIdentityLinked(
            UserId userId,
            String target,
            @Personal String identity,
            @Personal @Nullable String from,
            @Personal @Nullable Map<String, @Nullable Object> details)
            implements UserEvent {}

    /** What another service says of whom it knows; null when it says nothing any more. */
    @EventType("user.identity_described")
    record UserIdentityDescribed(
            UserId userId,
            String target,
            @Personal @Nullable Map<String, @Nullable Object> details) implements UserEvent {}

    @EventType("user.identity_unlinked")
    record UserIdentityUnlinked(
            UserId userId, String target, @Personal String identity) implements UserEvent {}

    /** A device that makes codes by time (RFC 6238); the secret is base32. */
    @EventType("user.totp_added")
    record UserTotpAdded(
            UserId userId, MfaId mfaId, @Personal String secret) implements UserEvent {
        @Override
        public String toString() {
            return "UserTotpAdded[userId=" + userId + ", mfaId=" + mfaId + ", secret=***]";
        }
    }

    /** Codes that each work once, for who has lost the other factors; {@code hashes} are their SHA-256 in hexadecimal. */
    @EventType("user.backup_codes_added")
    record UserBackupCodesAdded(
            UserId userId, MfaId mfaId, @Personal List<String> hashes) implements UserEvent {
        public UserBackupCodesAdded {
            hashes = List.copyOf(hashes);
        }

        @Override
        public String toString() {
            return "UserBackupCodesAdded[userId=" + userId + ", mfaId=" + mfaId + ", hashes=***]";
        }
    }

    /** @param factor what it was: {@code totp} or {@code backup_codes} */
    @EventType("user.mfa_removed")
    record UserMfaRemoved(UserId userId, MfaId mfaId, String factor) implements UserEvent {}

    /** A blocked user cannot sign in, and what they were signed in to ends at once. */
    @EventType("user.blocked")
    record UserBlocked(UserId userId) implements UserEvent {}

    @EventType("user.unblocked")
    record UserUnblocked(UserId userId) implements UserEvent {}

    @EventType("user.activated")
    record UserActivated(UserId userId) implements UserEvent {}

    @EventType("user.deactivated")
    record UserDeactivated(UserId userId) implements UserEvent {}

    @EventType("user.roles_assigned")
    record UserRolesAssigned(UserId userId, List<RoleId> roles) implements UserEvent {
        public UserRolesAssigned {
            roles = List.copyOf(roles);
        }
    }

    @EventType("user.roles_revoked")
    record UserRolesRevoked(UserId userId, List<RoleId> roles) implements UserEvent {
        public UserRolesRevoked {
            roles = List.copyOf(roles);
        }
    }

    @EventType("user.groups_joined")
    record UserGroupsJoined(UserId userId, List<GroupId> groups) implements UserEvent {
        public UserGroupsJoined {
            groups = List.copyOf(groups);
        }
    }

    @EventType("user.groups_left")
    record UserGroupsLeft(UserId userId, List<GroupId> groups) implements UserEvent {
        public UserGroupsLeft {
            groups = List.copyOf(groups);
        }
    }

    /** Permissions given to the user directly, not through a role. */
    @EventType("user.permissions_granted")
    record UserPermissionsGranted(UserId userId, List<PermissionId> permissions) implements UserEvent {
        public UserPermissionsGranted {
            permissions = List.copyOf(permissions);
        }
    }

    @EventType("user.permissions_revoked")
    record UserPermissionsRevoked(UserId userId, List<PermissionId> permissions) implements UserEvent {
        public UserPermissionsRevoked {
            permissions = List.copyOf(permissions);
        }
    }

    /**
     * What the user still had is said, so that whoever counts or keeps it can let go.
     *
     * @param identities by target, whom other services know
     */
    @EndsStream
    @EventType("user.deleted")
    record UserDeleted(
            UserId userId,
            @Personal @Nullable String email,
            @Personal @Nullable String username,
            @Personal @Nullable String phone,
            List<RoleId> roles,
            List<GroupId> groups,
            List<PermissionId> permissions,
            @Personal @Nullable Map<String, String> identities)
            implements UserEvent {
        public UserDeleted {
            roles = List.copyOf(roles);
            groups = List.copyOf(groups);
            permissions = List.copyOf(permissions);
            identities = identities == null || identities.isEmpty() ? null : Map.copyOf(identities);
        }

        public UserDeleted(
                UserId userId,
                @Nullable String email,
                @Nullable String username,
                @Nullable String phone,
                List<RoleId> roles,
                List<GroupId> groups,
                List<PermissionId> permissions) {
            this(userId, email, username, phone, roles, groups, permissions, null);
        }
    }

    /** Nobody can read any more what is personal of this user; who was not deleted yet is deleted by the event before. */
    @EndsStream
    @EventType("user.erased")
    record UserErased(UserId userId) implements UserEvent, Erasure {}
}
