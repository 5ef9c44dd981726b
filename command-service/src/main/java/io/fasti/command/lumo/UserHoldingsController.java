package io.fasti.command.lumo;

import io.fasti.command.platform.Commands;
import io.fasti.command.platform.Lookups;
import io.fasti.command.user.UserCommand;
import io.fasti.command.user.UserCommand.AssignRoles;
import io.fasti.command.user.UserCommand.GrantPermissions;
import io.fasti.command.user.UserCommand.JoinGroups;
import io.fasti.command.user.UserCommand.LeaveGroups;
import io.fasti.command.user.UserCommand.RevokePermissions;
import io.fasti.command.user.UserCommand.RevokeRoles;
import io.fasti.command.user.UserCommand.SetGroups;
import io.fasti.command.user.UserCommand.SetRoles;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.Written;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import io.fasti.http.json.Name;
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
import org.springframework.web.bind.annotation.RestController;

/** What a user holds: roles, groups, direct permissions. */
@RestController
@RequestMapping("/api/v1/admin/users/{user}")
@Requires(Area.USERS)
class UserHoldingsController {
    private final Commands commands;
    private final Lookups lookups;

    UserHoldingsController(Commands commands, Lookups lookups) {
        this.commands = commands;
        this.lookups = lookups;
    }

    /** Roles to add; clients name one or several. */
    record MoreRoles(
            @Nullable @Name String role,
            @Nullable @Name String roleId,
            @Nullable List<@NotNull @Name String> roles) {}

    @PostMapping("/roles")
    Written assignRoles(Call call, @PathVariable String user, @Valid @RequestBody MoreRoles more) {
        var tenant = call.tenant().id();
        var roles = lookups.roles(tenant, Given.oneOrMore("role", more.roles(), more.role(), more.roleId()));
        return shown(call, new AssignRoles(lookups.user(tenant, user), roles), "Roles assigned successfully");
    }

    /** All roles. */
    record TheRoles(@NotNull List<@NotNull @Name String> roles) {}

    @PutMapping("/roles")
    Written setRoles(Call call, @PathVariable String user, @Valid @RequestBody TheRoles all) {
        var tenant = call.tenant().id();
        var roles = lookups.roles(tenant, Given.any("roles", all.roles()));
        return shown(call, new SetRoles(lookups.user(tenant, user), roles), "User roles updated successfully");
    }

    @DeleteMapping("/roles/{role}")
    Written revokeRole(Call call, @PathVariable String user, @PathVariable String role) {
        var tenant = call.tenant().id();
        var roles = List.of(lookups.role(tenant, role));
        return shown(call, new RevokeRoles(lookups.user(tenant, user), roles), "Role removed successfully");
    }

    /** Groups to join; clients name one or several. */
    record MoreGroups(
            @Nullable @Name String group,
            @Nullable @Name String groupId,
            @Nullable List<@NotNull @Name String> groups) {}

    @PostMapping("/groups")
    Written joinGroups(Call call, @PathVariable String user, @Valid @RequestBody MoreGroups more) {
        var tenant = call.tenant().id();
        var groups = lookups.groups(tenant, Given.oneOrMore("group", more.groups(), more.group(), more.groupId()));
        return shown(call, new JoinGroups(lookups.user(tenant, user), groups), "Groups added successfully");
    }

    /** All groups. */
    record TheGroups(@NotNull List<@NotNull @Name String> groups) {}

    @PutMapping("/groups")
    Written setGroups(Call call, @PathVariable String user, @Valid @RequestBody TheGroups all) {
        var tenant = call.tenant().id();
        var groups = lookups.groups(tenant, Given.any("groups", all.groups()));
        return shown(call, new SetGroups(lookups.user(tenant, user), groups), "User groups updated successfully");
    }

    @DeleteMapping("/groups/{group}")
    Written leaveGroup(Call call, @PathVariable String user, @PathVariable String group) {
        var tenant = call.tenant().id();
        var groups = List.of(lookups.group(tenant, group));
        return shown(call, new LeaveGroups(lookups.user(tenant, user), groups), "Group removed successfully");
    }

    /** Permissions to give directly; clients name one or several. */
    record MorePermissions(
            @Nullable @Name String permission,
            @Nullable @Name String permissionId,
            @Nullable List<@NotNull @Name String> permissions) {}

    @PostMapping("/permissions")
    Written grantPermissions(Call call, @PathVariable String user, @Valid @RequestBody MorePermissions more) {
        var tenant = call.tenant().id();
        var given = Given.oneOrMore("permission", more.permissions(), more.permission(), more.permissionId());
        var permissions = lookups.permissions(tenant, given);
        return commands.send(
                call,
                new GrantPermissions(lookups.user(tenant, user), permissions),
                Outcome.done("Permission added successfully"));
    }

    @DeleteMapping("/permissions/{permission}")
    Written revokePermission(Call call, @PathVariable String user, @PathVariable String permission) {
        var tenant = call.tenant().id();
        var permissions = List.of(lookups.permission(tenant, permission));
        return commands.send(
                call,
                new RevokePermissions(lookups.user(tenant, user), permissions),
                Outcome.done("Permission removed successfully"));
    }

    private Written shown(Call call, UserCommand command, String message) {
        return commands.send(call, command, Outcome.shown("user", command.userId(), message));
    }
}
