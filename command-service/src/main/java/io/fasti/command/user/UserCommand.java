package io.fasti.command.user;

import io.fasti.command.password.Secret;
import io.fasti.events.Change;
import io.fasti.events.GroupId;
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

    /** {@code passwordHash} is null for a user who has no password yet. */
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
            List<GroupId> groups)
            implements UserCommand {
        public CreateUser {
            roles = List.copyOf(roles);
            groups = List.copyOf(groups);
        }
    }

    /** Changes what is said, keeps the rest. A null {@code emailVerified} or {@code active} counts as false. */
    record ChangeUser(
            @TargetAggregateIdentifier UserId userId,
            Change<String> email,
            Change<Boolean> emailVerified,
            Change<String> username,
            Change<String> phone,
            Change<String> name,
            Change<String> givenName,
            Change<String> familyName,
            Change<String> picture,
            Change<String> locale,
            Change<String> zoneinfo,
            Change<Boolean> active)
            implements UserCommand {}

    record VerifyEmail(@TargetAggregateIdentifier UserId userId) implements UserCommand {}

    record SetPassword(@TargetAggregateIdentifier UserId userId, Secret hash) implements UserCommand {}

    /** Attributes that are not named stay; a null value removes one. */
    record ChangeAttributes(@TargetAggregateIdentifier UserId userId, Map<String, @Nullable Object> attributes)
            implements UserCommand {
        public ChangeAttributes {
            attributes = Collections.unmodifiableMap(new LinkedHashMap<String, @Nullable Object>(attributes));
        }
    }

    record BlockUser(@TargetAggregateIdentifier UserId userId) implements UserCommand {}

    record UnblockUser(@TargetAggregateIdentifier UserId userId) implements UserCommand {}

    record AssignRoles(@TargetAggregateIdentifier UserId userId, List<RoleId> roles) implements UserCommand {
        public AssignRoles {
            roles = List.copyOf(roles);
        }
    }

    record RevokeRoles(@TargetAggregateIdentifier UserId userId, List<RoleId> roles) implements UserCommand {
        public RevokeRoles {
            roles = List.copyOf(roles);
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
}
