package io.fasti.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to a role. */
@Stream("role")
public sealed interface RoleEvent extends IdentityEvent {
    RoleId roleId();

    @EventType("role.created")
    record RoleCreated(
            RoleId roleId,
            String slug,
            String name,
            @Nullable String description,
            boolean system) implements RoleEvent {}

    @EventType("role.renamed")
    record RoleRenamed(RoleId roleId, String name) implements RoleEvent {}

    @EventType("role.described")
    record RoleDescribed(RoleId roleId, @Nullable String description) implements RoleEvent {}

    /** Follows the creation at once, or never: the role is for applications, and no user or group can be given it. */
    @EventType("role.reserved_for_machines")
    record RoleReservedForMachines(RoleId roleId) implements RoleEvent {}

    /** Users who are created from now on get the role. */
    @EventType("role.made_default")
    record RoleMadeDefault(RoleId roleId) implements RoleEvent {}

    @EventType("role.no_longer_default")
    record RoleNoLongerDefault(RoleId roleId) implements RoleEvent {}

    @EventType("role.permissions_added")
    record RolePermissionsAdded(RoleId roleId, List<PermissionId> permissions) implements RoleEvent {
        public RolePermissionsAdded {
            permissions = List.copyOf(permissions);
        }
    }

    @EventType("role.permissions_removed")
    record RolePermissionsRemoved(RoleId roleId, List<PermissionId> permissions) implements RoleEvent {
        public RolePermissionsRemoved {
            permissions = List.copyOf(permissions);
        }
    }

    /** {@code permissions} are those that it still had. */
    @EndsStream
    @EventType("role.deleted")
    record RoleDeleted(RoleId roleId, String slug, List<PermissionId> permissions) implements RoleEvent {
        public RoleDeleted {
            permissions = List.copyOf(permissions);
        }
    }
}
