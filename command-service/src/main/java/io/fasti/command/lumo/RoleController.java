package io.fasti.command.lumo;

import io.fasti.command.platform.Commands;
import io.fasti.command.platform.Lookups;
import io.fasti.command.role.RoleCommand.AddPermissions;
import io.fasti.command.role.RoleCommand.ChangeRole;
import io.fasti.command.role.RoleCommand.CreateRole;
import io.fasti.command.role.RoleCommand.DeleteRole;
import io.fasti.command.role.RoleCommand.RemovePermissions;
import io.fasti.events.Change;
import io.fasti.events.PermissionId;
import io.fasti.events.RoleId;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.Written;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import io.fasti.http.json.Description;
import io.fasti.http.json.Name;
import io.fasti.http.json.Slug;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Roles and their permissions. */
@RestController
@RequestMapping("/api/v1/admin/roles")
@Requires(Area.ROLES)
class RoleController {
    private final Commands commands;
    private final Lookups lookups;

    RoleController(Commands commands, Lookups lookups) {
        this.commands = commands;
        this.lookups = lookups;
    }

    /** What a role has from the beginning. */
    record NewRole(
            @NotNull @Name String name,
            @Nullable @Slug String slug,
            @Nullable @Description String description,
            @Nullable List<@NotNull @Name String> permissions) {
        CreateRole toCommand(RoleId roleId, List<PermissionId> permissionIds) {
            return new CreateRole(roleId, Slugs.of(slug, name), name, description, permissionIds, false);
        }
    }

    @PostMapping
    Written create(Call call, @Valid @RequestBody NewRole role) {
        var permissions = lookups.permissions(call.tenant().id(), Given.any("permissions", role.permissions()));
        var roleId = RoleId.random();
        return commands.send(
                call,
                role.toCommand(roleId, permissions),
                Outcome.created("role", roleId, "Role created successfully"));
    }

    /** What may change of a role; what is absent stays. */
    record ChangedRole(
            Change<@NotNull @Name String> name,
            Change<@Description String> description,
            Change<@NotNull List<@NotNull @Name String>> permissions) {}

    @RequestMapping(
            path = "/{role}",
            method = {RequestMethod.PATCH, RequestMethod.PUT})
    Written change(Call call, @PathVariable String role, @Valid @RequestBody ChangedRole changed) {
        var tenant = call.tenant().id();
        var roleId = lookups.role(tenant, role);
        var permissions =
                changed.permissions().map(names -> lookups.permissions(tenant, Given.any("permissions", names)));
        return commands.send(
                call,
                new ChangeRole(roleId, changed.name(), changed.description(), permissions),
                Outcome.shown("role", roleId, "Role updated successfully"));
    }

    @DeleteMapping("/{role}")
    Written delete(Call call, @PathVariable String role) {
        var roleId = lookups.role(call.tenant().id(), role);
        return commands.send(call, new DeleteRole(roleId), Outcome.done("Role deleted successfully"));
    }

    /** Permissions to add; clients name one or several. */
    record MorePermissions(
            @Nullable @Name String permission,
            @Nullable @Name String permissionId,
            @Nullable List<@NotNull @Name String> permissions) {}

    @PostMapping("/{role}/permissions")
    Written addPermissions(Call call, @PathVariable String role, @Valid @RequestBody MorePermissions more) {
        var tenant = call.tenant().id();
        var given = Given.oneOrMore("permissions", more.permissions(), more.permission(), more.permissionId());
        var permissions = lookups.permissions(tenant, given);
        return commands.send(
                call,
                new AddPermissions(lookups.role(tenant, role), permissions),
                Outcome.done("Permissions added successfully"));
    }

    /** All permissions. */
    record ThePermissions(@NotNull List<@NotNull @Name String> permissions) {}

    @PutMapping("/{role}/permissions")
    Written setPermissions(Call call, @PathVariable String role, @Valid @RequestBody ThePermissions all) {
        var tenant = call.tenant().id();
        var permissions = lookups.permissions(tenant, Given.any("permissions", all.permissions()));
        var roleId = lookups.role(tenant, role);
        return commands.send(
                call,
                new ChangeRole(roleId, Change.keep(), Change.keep(), Change.to(permissions)),
                Outcome.shown("role", roleId, "Role permissions updated successfully"));
    }

    @DeleteMapping("/{role}/permissions/{permission}")
    Written removePermission(Call call, @PathVariable String role, @PathVariable String permission) {
        var tenant = call.tenant().id();
        var permissions = List.of(lookups.permission(tenant, permission));
        return commands.send(
                call,
                new RemovePermissions(lookups.role(tenant, role), permissions),
                Outcome.done("Permission removed successfully"));
    }
}
