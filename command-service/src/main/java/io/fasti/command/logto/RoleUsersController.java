package io.fasti.command.logto;

import io.fasti.command.Ids;
import io.fasti.command.platform.Commands;
import io.fasti.command.platform.Lookups;
import io.fasti.command.platform.Together;
import io.fasti.command.user.UserCommand.AssignRoles;
import io.fasti.command.user.UserCommand.RevokeRoles;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.RoleId;
import io.fasti.events.UserId;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.Written;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The users of a role. All of those named get it, or none does. */
@RestController
@RequestMapping("/api/roles/{role}/users")
@Requires(Area.ROLES)
class RoleUsersController {
    private final Commands commands;
    private final Lookups lookups;

    RoleUsersController(Commands commands, Lookups lookups) {
        this.commands = commands;
        this.lookups = lookups;
    }

    /** Users by their ids. */
    record Users(
            @NotNull @Size(min = 1, message = "must not be empty")
            List<@NotNull @Size(min = 1, message = "must not be empty") String> userIds) {}

    @PostMapping
    Written add(Call call, @PathVariable String role, @Valid @RequestBody Users users) {
        var roles = List.of(lookups.role(call.tenant().id(), role));
        if (lookups.isForMachines(call.tenant().id(), roles.getFirst())) {
            throw new Rejection(ErrorCode.ROLE_FOR_MACHINES, "role_id", role);
        }
        var each = Ids.sorted(Named.any("userIds", users.userIds()).stream()
                        .map(UserId::new)
                        .toList())
                .stream()
                .map(user -> new AssignRoles(user, roles, true))
                .toList();
        return commands.send(call, new Together(each), Outcome.silent(201));
    }

    /** A role that is not there is a role that the user has not. */
    @DeleteMapping("/{user}")
    Written remove(Call call, @PathVariable String role, @PathVariable String user) {
        var revoke = new RevokeRoles(new UserId(user), List.of(new RoleId(role)), true);
        return commands.send(call, revoke, Outcome.silent(204));
    }
}
