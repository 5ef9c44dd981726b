package io.fasti.command.role;

import io.fasti.events.Change;
import io.fasti.events.PermissionId;
import io.fasti.events.RoleId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a role. */
public sealed interface RoleCommand {
    RoleId roleId();

    /** {@code system} roles are made by Fasti only. */
    record CreateRole(
            @TargetAggregateIdentifier RoleId roleId,
            String slug,
            String name,
            @Nullable String description,
            List<PermissionId> permissions,
            boolean system)
            implements RoleCommand {
        public CreateRole {
            permissions = List.copyOf(permissions);
        }
    }

    /** Changes what is said, keeps the rest; {@code permissions} are these and no others. The name cannot be cleared. */
    record ChangeRole(
            @TargetAggregateIdentifier RoleId roleId,
            Change<String> name,
            Change<String> description,
            Change<List<PermissionId>> permissions)
            implements RoleCommand {}

    record AddPermissions(@TargetAggregateIdentifier RoleId roleId, List<PermissionId> permissions)
            implements RoleCommand {
        public AddPermissions {
            permissions = List.copyOf(permissions);
        }
    }

    record RemovePermissions(@TargetAggregateIdentifier RoleId roleId, List<PermissionId> permissions)
            implements RoleCommand {
        public RemovePermissions {
            permissions = List.copyOf(permissions);
        }
    }

    /** Changes nothing: refused when there is no such role, and where If-Match is about the role while others change. */
    record EnsureRole(@TargetAggregateIdentifier RoleId roleId) implements RoleCommand {}

    record DeleteRole(@TargetAggregateIdentifier RoleId roleId) implements RoleCommand {}
}
