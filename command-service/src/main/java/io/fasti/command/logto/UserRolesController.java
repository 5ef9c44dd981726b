package io.fasti.command.logto;

import io.fasti.command.platform.Commands;
import io.fasti.command.platform.Lookups;
import io.fasti.command.user.UserCommand.AssignRoles;
import io.fasti.command.user.UserCommand.RevokeRoles;
import io.fasti.command.user.UserCommand.SetRoles;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.RoleId;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.Written;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The roles that a user has directly. */
@RestController
@RequestMapping("/api/users/{user}/roles")
@Requires(Area.USERS)
class UserRolesController {
    private final Commands commands;
    private final Lookups lookups;

    UserRolesController(Commands commands, Lookups lookups) {
        this.commands = commands;
        this.lookups = lookups;
    }

    /** Roles by id. */
    record Roles(@NotNull List<@NotNull @Size(min = 1, message = "must not be empty") String> roleIds) {
        List<RoleId> ids() {
            return roleIds.stream().distinct().map(RoleId::new).toList();
        }
    }

    @PostMapping
    Written assign(Call call, @PathVariable String user, @Valid @RequestBody Roles roles) {
        var userId = Given.user(user);
        var ids = lookups.roles(call.tenant().id(), Named.any("roleIds", roles.roleIds()));
        var held = new HashSet<>(lookups.held(call.tenant().id(), userId, ids));
        var added = ids.stream().filter(id -> !held.contains(id)).toList();
        return commands.send(
                call,
                new AssignRoles(userId, ids),
                Outcome.silent(201).once("roleIds", roles.roleIds()).once("addedRoleIds", added));
    }

    @PutMapping
    Written set(Call call, @PathVariable String user, @Valid @RequestBody Roles roles) {
        var ids = lookups.roles(call.tenant().id(), Named.any("roleIds", roles.roleIds()));
        return commands.send(
                call, new SetRoles(Given.user(user), ids), Outcome.silent(200).once("roleIds", roles.ids()));
    }

    @DeleteMapping("/{role}")
    Written revoke(Call call, @PathVariable String user, @PathVariable String role) {
        var userId = Given.user(user);
        var roles = List.of(new RoleId(role));
        if (lookups.held(call.tenant().id(), userId, roles).isEmpty()) {
            throw new Rejection(ErrorCode.ROLE_NOT_HELD, "role_id", role);
        }
        return commands.send(call, new RevokeRoles(userId, roles), Outcome.silent(204));
    }
}
