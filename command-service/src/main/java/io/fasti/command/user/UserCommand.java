package io.fasti.command.user;

import io.fasti.command.password.Secret;
import io.fasti.events.Change;
import io.fasti.events.GroupId;
import io.fasti.events.MfaId;
import io.fasti.events.PermissionId;
import io.fasti.events.Profile;
import io.fasti.events.RoleId;
import io.fasti.events.UserId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a user. */
public sealed interface UserCommand {
    UserId userId();

    /** {@code passwordHash} is in the form of events, and null for a user who has no password yet. */
    record CreateUser(
            @TargetAggregateIdentifier UserId userId,
            @Nullable String email,
            boolean emailVerified,
            @Nullable String username,
            @Nullable String phone,
            Profile profile,
            boolean active,
            @Nullable Secret passwordHash,
            List<RoleId> roles,
            List<GroupId> groups,
            Map<String, @Nullable Object> attributes)
            implements UserCommand {
        public CreateUser {
            roles = List.copyOf(roles);
            groups = List.copyOf(groups);
            attributes = copy(attributes);
        }

        /** A user without attributes. */
        public CreateUser(
                UserId userId,
                @Nullable String email,
                boolean emailVerified,
                @Nullable String username,
                @Nullable String phone,
                Profile profile,
                boolean active,
                @Nullable Secret passwordHash,
                List<RoleId> roles,
                List<GroupId> groups) {
            this(
                    userId,
                    email,
                    emailVerified,
                    username,
                    phone,
                    profile,
                    active,
                    passwordHash,
                    roles,
                    groups,
                    Map.<String, @Nullable Object>of());
        }
    }

    /**
     * Changes what is said, keeps the rest. A null {@code emailVerified} or {@code active} counts as false.
     *
     * @param attributes all of them: what is not named goes
     * @param identifiable whether who had an e-mail, a username or a phone number must keep one of them
     */
    record ChangeUser(
            @TargetAggregateIdentifier UserId userId,
            Change<String> email,
            Change<Boolean> emailVerified,
            Change<String> username,
            Change<String> phone,
            ProfileChange profile,
            Change<Boolean> active,
            Change<Map<String, @Nullable Object>> attributes,
            boolean identifiable)
            implements UserCommand {
        /** A change of the profile alone. */
        public ChangeUser(UserId userId, ProfileChange profile) {
            this(
                    userId,
                    Change.keep(),
                    Change.keep(),
                    Change.keep(),
                    Change.keep(),
                    profile,
                    Change.keep(),
                    Change.keep(),
                    false);
        }
    }

    record VerifyEmail(@TargetAggregateIdentifier UserId userId) implements UserCommand {}

    record SetPassword(@TargetAggregateIdentifier UserId userId, Secret hash) implements UserCommand {}

    /** Asks for the digest of the password, in the form of events; changes nothing. */
    record PasswordOf(@TargetAggregateIdentifier UserId userId) {}

    /** Asks what the user is called: by name, or else by what identifies them; changes nothing. */
    record NameOf(@TargetAggregateIdentifier UserId userId) {}

    /** A better digest of the same password, unless that was changed meanwhile. */
    record UpgradePassword(@TargetAggregateIdentifier UserId userId, Secret from, Secret hash) implements UserCommand {}

    /** Lets the user sign in as somebody whom another service knows, instead of whom it knew there before. */
    record LinkIdentity(
            @TargetAggregateIdentifier UserId userId,
            String target,
            String identity,
            @Nullable Map<String, @Nullable Object> details)
            implements UserCommand {
        public LinkIdentity {
            details = details == null ? null : copy(details);
        }
    }

    record UnlinkIdentity(@TargetAggregateIdentifier UserId userId, String target) implements UserCommand {}

    /** {@code secret} is base32. */
    record AddTotp(@TargetAggregateIdentifier UserId userId, MfaId mfaId, Secret secret) implements UserCommand {}

    /** {@code hashes} are those of the codes. */
    record AddBackupCodes(@TargetAggregateIdentifier UserId userId, MfaId mfaId, List<Secret> hashes)
            implements UserCommand {
        public AddBackupCodes {
            hashes = List.copyOf(hashes);
        }
    }

    record RemoveMfa(@TargetAggregateIdentifier UserId userId, MfaId mfaId) implements UserCommand {}

    /** Attributes that are not named stay; a null value removes one. */
    record ChangeAttributes(@TargetAggregateIdentifier UserId userId, Map<String, @Nullable Object> attributes)
            implements UserCommand {
        public ChangeAttributes {
            attributes = copy(attributes);
        }
    }

    /** Attributes that are not named stay; one whose value is null is there and has none. */
    record MergeAttributes(@TargetAggregateIdentifier UserId userId, Map<String, @Nullable Object> attributes)
            implements UserCommand {
        public MergeAttributes {
            attributes = copy(attributes);
        }
    }

    record BlockUser(@TargetAggregateIdentifier UserId userId) implements UserCommand {}

    record UnblockUser(@TargetAggregateIdentifier UserId userId) implements UserCommand {}

    /** {@code strictly}: refused when the user has one of them already. */
    record AssignRoles(@TargetAggregateIdentifier UserId userId, List<RoleId> roles, boolean strictly)
            implements UserCommand {
        public AssignRoles {
            roles = List.copyOf(roles);
        }

        public AssignRoles(UserId userId, List<RoleId> roles) {
            this(userId, roles, false);
        }
    }

    /** {@code strictly}: refused when the user has not all of them. */
    record RevokeRoles(@TargetAggregateIdentifier UserId userId, List<RoleId> roles, boolean strictly)
            implements UserCommand {
        public RevokeRoles {
            roles = List.copyOf(roles);
        }

        public RevokeRoles(UserId userId, List<RoleId> roles) {
            this(userId, roles, false);
        }
    }

    /** These roles and no others. */
    record SetRoles(@TargetAggregateIdentifier UserId userId, List<RoleId> roles) implements UserCommand {
        public SetRoles {
            roles = List.copyOf(roles);
        }
    }

    record JoinGroups(@TargetAggregateIdentifier UserId userId, List<GroupId> groups) implements UserCommand {
        public JoinGroups {
            groups = List.copyOf(groups);
        }
    }

    record LeaveGroups(@TargetAggregateIdentifier UserId userId, List<GroupId> groups) implements UserCommand {
        public LeaveGroups {
            groups = List.copyOf(groups);
        }
    }

    /** These groups and no others. */
    record SetGroups(@TargetAggregateIdentifier UserId userId, List<GroupId> groups) implements UserCommand {
        public SetGroups {
            groups = List.copyOf(groups);
        }
    }

    record GrantPermissions(@TargetAggregateIdentifier UserId userId, List<PermissionId> permissions)
            implements UserCommand {
        public GrantPermissions {
            permissions = List.copyOf(permissions);
        }
    }

    record RevokePermissions(@TargetAggregateIdentifier UserId userId, List<PermissionId> permissions)
            implements UserCommand {
        public RevokePermissions {
            permissions = List.copyOf(permissions);
        }
    }

    record DeleteUser(@TargetAggregateIdentifier UserId userId) implements UserCommand {}

    /** Deletes the user, who may be deleted already, and lets nobody read any more what is personal of them. */
    record EraseUser(@TargetAggregateIdentifier UserId userId) implements UserCommand {}

    /** Asks whether there is something of the user that is not erased; changes nothing. */
    record IsErasable(@TargetAggregateIdentifier UserId userId) {}

    private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<String, @Nullable Object>(map));
    }
}
