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

    /**
     * {@code system} roles are made by Fasti only.
     *
     * @param machine whether it is for applications, not for people
     * @param byDefault whether users who are created later get it
     */
    record CreateRole(
            @TargetAggregateIdentifier RoleId roleId,
            String slug,
            String name,
            @Nullable String description,
            List<PermissionId> permissions,
            boolean system,
            boolean machine,
            boolean byDefault)
            implements RoleCommand {
        public CreateRole {
            permissions = List.copyOf(permissions);
        }

        /** A role for people that is given on purpose only. */
        public CreateRole(
                RoleId roleId,
                String slug,
                String name,
                @Nullable String description,
                List<PermissionId> permissions,
                boolean system) {
            this(roleId, slug, name, description, permissions, system, false, false);
        }
    }

    /** Changes what is said, keeps the rest; {@code permissions} are these and no others. The name cannot be cleared. */
    record ChangeRole(
            @TargetAggregateIdentifier RoleId roleId,
            Change<String> name,
            Change<String> description,
            Change<List<PermissionId>> permissions,
            Change<Boolean> byDefault)
            implements RoleCommand {
        public ChangeRole(
                RoleId roleId,
                Change<String> name,
                Change<String> description,
                Change<List<PermissionId>> permissions) {
            this(roleId, name, description, permissions, Change.keep());
        }
    }

    /** {@code strictly}: refused when the role has one of them already. */
    record AddPermissions(@TargetAggregateIdentifier RoleId roleId, List<PermissionId> permissions, boolean strictly)
            implements RoleCommand {
        public AddPermissions {
            permissions = List.copyOf(permissions);
        }

        public AddPermissions(RoleId roleId, List<PermissionId> permissions) {
            this(roleId, permissions, false);
        }
    }

    /** {@code strictly}: refused when the role has not all of them. */
    record RemovePermissions(@TargetAggregateIdentifier RoleId roleId, List<PermissionId> permissions, boolean strictly)
            implements RoleCommand {
        public RemovePermissions {
            permissions = List.copyOf(permissions);
        }

        public RemovePermissions(RoleId roleId, List<PermissionId> permissions) {
            this(roleId, permissions, false);
        }
    }

    /** Changes nothing: refused when there is no such role, and where If-Match is about the role while others change. */
    record EnsureRole(@TargetAggregateIdentifier RoleId roleId) implements RoleCommand {}

    record DeleteRole(@TargetAggregateIdentifier RoleId roleId) implements RoleCommand {}
}
