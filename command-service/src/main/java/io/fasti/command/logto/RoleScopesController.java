package io.fasti.command.logto;

import io.fasti.command.platform.Commands;
import io.fasti.command.platform.Lookups;
import io.fasti.command.role.RoleCommand.AddPermissions;
import io.fasti.command.role.RoleCommand.RemovePermissions;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.PermissionId;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.Written;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The scopes of a role: permissions, as Logto calls them. */
@RestController
@RequestMapping("/api/roles/{role}/scopes")
@Requires(Area.ROLES)
class RoleScopesController {
    private final Commands commands;
    private final Lookups lookups;

    RoleScopesController(Commands commands, Lookups lookups) {
        this.commands = commands;
        this.lookups = lookups;
    }

    /** Scopes by their ids. */
    record Scopes(
            @NotNull @Size(min = 1, message = "must not be empty")
            List<@NotNull @Size(min = 1, message = "must not be empty") String> scopeIds) {}

    /** Answers all scopes that the role has then. */
    @PostMapping
    Written add(Call call, @PathVariable String role, @Valid @RequestBody Scopes scopes) {
        var tenant = call.tenant().id();
        var roleId = lookups.role(tenant, role);
        var permissions = lookups.permissions(tenant, Named.any("scopeIds", scopes.scopeIds()));
        return commands.send(
                call,
                new AddPermissions(roleId, permissions, true),
                new Outcome(201, "role-scopes", roleId.value(), "", Map.of()));
    }

    /** A role that is not there is one that has not the scope. */
    @DeleteMapping("/{scope}")
    Written remove(Call call, @PathVariable String role, @PathVariable String scope) {
        var tenant = call.tenant().id();
        if (!lookups.isRole(tenant, role)) {
            throw new Rejection(ErrorCode.PERMISSION_NOT_HELD, "role_id", role);
        }
        var remove = new RemovePermissions(lookups.role(tenant, role), List.of(new PermissionId(scope)), true);
        return commands.send(call, remove, Outcome.silent(204));
    }
}
