package io.fasti.command.role;

import io.fasti.command.Ids;
import io.fasti.command.role.RoleCommand.AddPermissions;
import io.fasti.command.role.RoleCommand.ChangeRole;
import io.fasti.command.role.RoleCommand.CreateRole;
import io.fasti.command.role.RoleCommand.DeleteRole;
import io.fasti.command.role.RoleCommand.EnsureRole;
import io.fasti.command.role.RoleCommand.RemovePermissions;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.Change;
import io.fasti.events.PermissionId;
import io.fasti.events.RoleEvent;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleEvent.RoleDeleted;
import io.fasti.events.RoleEvent.RoleDescribed;
import io.fasti.events.RoleEvent.RoleMadeDefault;
import io.fasti.events.RoleEvent.RoleNoLongerDefault;
import io.fasti.events.RoleEvent.RolePermissionsAdded;
import io.fasti.events.RoleEvent.RolePermissionsRemoved;
import io.fasti.events.RoleEvent.RoleRenamed;
import io.fasti.events.RoleEvent.RoleReservedForMachines;
import io.fasti.events.RoleId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of a role: no framework, no clock, no I/O. */
sealed interface Role {
    record Absent() implements Role {}

    record Live(
            String slug,
            String name,
            @Nullable String description,
            boolean system,
            boolean byDefault,
            List<PermissionId> permissions)
            implements Role {
        Live named(String other) {
            return new Live(slug, other, description, system, byDefault, permissions);
        }

        Live described(@Nullable String other) {
            return new Live(slug, name, other, system, byDefault, permissions);
        }

        Live byDefault(boolean now) {
            return new Live(slug, name, description, system, now, permissions);
        }

        Live holding(List<PermissionId> others) {
            return new Live(slug, name, description, system, byDefault, others);
        }
    }

    record Deleted() implements Role {}

    static List<RoleEvent> decide(RoleCommand command, Role role) {
        return switch (command) {
            case CreateRole c -> create(c, role);
            case ChangeRole c -> change(c, changeable(c, role));
            case AddPermissions c -> add(c, changeable(c, role));
            case RemovePermissions c -> remove(c, changeable(c, role));
            case EnsureRole c -> {
                live(c, role);
                yield List.of();
            }
            case DeleteRole c -> delete(c, changeable(c, role));
        };
    }

    static Role evolve(Role role, RoleEvent event) {
        return switch (event) {
            case RoleCreated e -> new Live(e.slug(), e.name(), e.description(), e.system(), false, List.of());
            case RoleRenamed e -> known(role).named(e.name());
            case RoleDescribed e -> known(role).described(e.description());
            case RoleReservedForMachines _ -> known(role);
            case RoleMadeDefault _ -> known(role).byDefault(true);
            case RoleNoLongerDefault _ -> known(role).byDefault(false);
            case RolePermissionsAdded e ->
                known(role).holding(Ids.with(known(role).permissions(), e.permissions()));
            case RolePermissionsRemoved e ->
                known(role).holding(Ids.without(known(role).permissions(), e.permissions()));
            case RoleDeleted _ -> new Deleted();
        };
    }

    private static List<RoleEvent> create(CreateRole c, Role role) {
        if (!(role instanceof Absent)) {
            throw new Rejection(
                    ErrorCode.CONCURRENT_CHANGE, "role_id", c.roleId().value());
        }
        var events = new ArrayList<RoleEvent>();
        events.add(new RoleCreated(c.roleId(), c.slug(), c.name(), c.description(), c.system()));
        if (c.machine()) {
            events.add(new RoleReservedForMachines(c.roleId()));
        }
        if (c.byDefault()) {
            events.add(new RoleMadeDefault(c.roleId()));
        }
        if (!c.permissions().isEmpty()) {
            events.add(new RolePermissionsAdded(c.roleId(), Ids.sorted(c.permissions())));
        }
        return events;
    }

    private static List<RoleEvent> change(ChangeRole c, Live role) {
        var events = new ArrayList<RoleEvent>();
        if (Change.between(role.name(), c.name()) instanceof Change.Set<String>(var name) && name != null) {
            events.add(new RoleRenamed(c.roleId(), name));
        }
        if (Change.between(role.description(), c.description()) instanceof Change.Set<String>(var description)) {
            events.add(new RoleDescribed(c.roleId(), description));
        }
        if (c.byDefault() instanceof Change.Set<Boolean>(var wanted)
                && Boolean.TRUE.equals(wanted) != role.byDefault()) {
            events.add(role.byDefault() ? new RoleNoLongerDefault(c.roleId()) : new RoleMadeDefault(c.roleId()));
        }
        if (c.permissions() instanceof Change.Set<List<PermissionId>>(var wanted)) {
            var permissions = wanted == null ? List.<PermissionId>of() : wanted;
            events.addAll(remove(c.roleId(), Ids.without(role.permissions(), permissions), role));
            events.addAll(add(c.roleId(), permissions, role));
        }
        return events;
    }

    private static List<RoleEvent> add(AddPermissions c, Live role) {
        var held = Ids.common(c.permissions(), role.permissions());
        if (c.strictly() && !held.isEmpty()) {
            throw new Rejection(
                    ErrorCode.PERMISSION_HELD_ALREADY,
                    "permission_id",
                    held.getFirst().value());
        }
        return add(c.roleId(), c.permissions(), role);
    }

    private static List<RoleEvent> remove(RemovePermissions c, Live role) {
        var missing = Ids.without(c.permissions(), role.permissions());
        if (c.strictly() && !missing.isEmpty()) {
            throw new Rejection(
                    ErrorCode.PERMISSION_NOT_HELD,
                    "permission_id",
                    missing.getFirst().value());
        }
        return remove(c.roleId(), c.permissions(), role);
    }

    private static List<RoleEvent> add(RoleId roleId, List<PermissionId> permissions, Live role) {
        var added = Ids.without(permissions, role.permissions());
        return added.isEmpty() ? List.of() : List.of(new RolePermissionsAdded(roleId, added));
    }

    private static List<RoleEvent> remove(RoleId roleId, List<PermissionId> permissions, Live role) {
        var removed = Ids.common(permissions, role.permissions());
        return removed.isEmpty() ? List.of() : List.of(new RolePermissionsRemoved(roleId, removed));
    }

    private static List<RoleEvent> delete(DeleteRole c, Live role) {
        return List.of(new RoleDeleted(c.roleId(), role.slug(), role.permissions()));
    }

    private static Live changeable(RoleCommand command, Role role) {
        var live = live(command, role);
        if (live.system()) {
            throw new Rejection(ErrorCode.ROLE_IMMUTABLE, "role", live.slug());
        }
        return live;
    }

    private static Live live(RoleCommand command, Role role) {
        if (role instanceof Live live) {
            return live;
        }
        throw new Rejection(
                ErrorCode.ROLE_NOT_FOUND, "role_id", command.roleId().value());
    }

    private static Live known(Role role) {
        if (role instanceof Live live) {
            return live;
        }
        throw new IllegalStateException("a role's history begins with its creation and ends with its deletion");
    }
}
