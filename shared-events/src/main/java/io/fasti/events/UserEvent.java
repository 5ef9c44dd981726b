package io.fasti.events;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to a user. Whatever tells something about the person is {@link Personal}. */
@Stream("user")
public sealed interface UserEvent extends IdentityEvent {
    UserId userId();

    /** A user has an e-mail, a username or a phone number. Roles, groups and the password follow as events of their own. */
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
            @Personal Change<String> zoneinfo)
            implements UserEvent {}

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

    /** {@code hash} is in the form of the algorithm that made it, such as {@code $argon2id$…}. */
    @EventType("user.password_set")
    record UserPasswordSet(UserId userId, @Personal String hash) implements UserEvent {
        @Override
        public String toString() {
            return "UserPasswordSet[userId=" + userId + ", hash=***]";
        }
    }

    /** Custom attributes that changed; a null value means that the attribute is gone. */
    @EventType("user.attributes_changed")
    record UserAttributesChanged(UserId userId, @Personal Map<String, @Nullable Object> attributes)
            implements UserEvent {}

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

    /** What the user still had is said, so that whoever counts or keeps it can let go. */
    @EventType("user.deleted")
    record UserDeleted(
            UserId userId,
            @Personal @Nullable String email,
            @Personal @Nullable String username,
            @Personal @Nullable String phone,
            List<RoleId> roles,
            List<GroupId> groups,
            List<PermissionId> permissions)
            implements UserEvent {
        public UserDeleted {
            roles = List.copyOf(roles);
            groups = List.copyOf(groups);
            permissions = List.copyOf(permissions);
        }
    }
}
