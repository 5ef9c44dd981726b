package io.fasti.command.lumo;

import io.fasti.command.platform.Commands;
import io.fasti.command.platform.Lookups;
import io.fasti.command.role.RoleCommand.EnsureRole;
import io.fasti.command.user.UserCommand.AssignRoles;
import io.fasti.command.user.UserCommand.RevokeRoles;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.Written;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The users of a role. */
@RestController
@RequestMapping("/api/v1/admin/roles/{role}/users")
@Requires(Area.ROLES)
class RoleMembersController {
    private final Commands commands;
    private final Lookups lookups;

    RoleMembersController(Commands commands, Lookups lookups) {
        this.commands = commands;
        this.lookups = lookups;
    }

    @PostMapping
    Written add(Call call, @PathVariable String role, @Valid @RequestBody Members members) {
        var roleId = lookups.roles(call.tenant().id(), List.of(role)).getFirst();
        var users = members.among(call, lookups);
        var command = Members.each(call, new EnsureRole(roleId), users, user -> new AssignRoles(user, List.of(roleId)));
        return commands.send(call, command, Outcome.done("Role assigned successfully"));
    }

    @DeleteMapping("/{user}")
    Written remove(Call call, @PathVariable String role, @PathVariable String user) {
        var roleId = lookups.role(call.tenant().id(), role);
        var users = List.of(lookups.user(call.tenant().id(), user));
        var command = Members.each(call, new EnsureRole(roleId), users, each -> new RevokeRoles(each, List.of(roleId)));
        return commands.send(call, command, Outcome.done("Role removed successfully"));
    }
}
