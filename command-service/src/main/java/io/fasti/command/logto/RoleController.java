package io.fasti.command.logto;

import io.fasti.command.platform.Commands;
import io.fasti.command.platform.Lookups;
import io.fasti.command.role.RoleCommand.ChangeRole;
import io.fasti.command.role.RoleCommand.CreateRole;
import io.fasti.command.role.RoleCommand.DeleteRole;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.Change;
import io.fasti.events.PermissionId;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.Written;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Roles. Their names are unique here; the slug that every role has is made of the name. */
@RestController
@RequestMapping("/api/roles")
@Requires(Area.ROLES)
class RoleController {
    private static final String LENGTH = "must be 1 to 128 characters";

    private final Commands commands;
    private final Lookups lookups;

    RoleController(Commands commands, Lookups lookups) {
        this.commands = commands;
        this.lookups = lookups;
    }

    /** For whom a role is. */
    enum Type {
        User,
        MachineToMachine
    }

    /** What a role has from the beginning. */
    record NewRole(
            @NotNull @Size(min = 1, max = 128, message = LENGTH)
            String name,

            @NotNull @Size(min = 1, max = 128, message = LENGTH)
            String description,

            @Nullable Type type,
            @Nullable Boolean isDefault,
            @Nullable List<@NotNull @Size(min = 1, message = "must not be empty") String> scopeIds) {
        CreateRole toCommand(RoleId roleId, String slug, List<PermissionId> scopes) {
            return new CreateRole(
                    roleId,
                    slug,
                    name,
                    description,
                    scopes,
                    false,
                    type == Type.MachineToMachine,
                    Boolean.TRUE.equals(isDefault));
        }
    }

    @PostMapping
    Written create(Call call, @Valid @RequestBody NewRole role) {
        var tenant = call.tenant().id();
        free(tenant, role.name(), null);
        var scopes = lookups.permissions(tenant, Named.any("scopeIds", role.scopeIds()));
        var roleId = RoleId.random();
        var slug = RoleSlugs.of(role.name(), candidate -> lookups.isRole(tenant, candidate));
        return commands.send(call, role.toCommand(roleId, slug, scopes), Outcome.shown("role", roleId, ""));
    }

    /** What may change of a role; what is absent stays. */
    record ChangedRole(
            Change<@NotNull @Size(min = 1, max = 128, message = LENGTH) String> name,
            Change<@NotNull @Size(min = 1, max = 128, message = LENGTH) String> description,
            Change<@NotNull Boolean> isDefault) {}

    @PatchMapping("/{role}")
    Written change(Call call, @PathVariable String role, @Valid @RequestBody ChangedRole changed) {
        var tenant = call.tenant().id();
        var roleId = lookups.role(tenant, role);
        if (changed.name().isKept()
                && changed.description().isKept()
                && changed.isDefault().isKept()) {
            throw new Rejection(ErrorCode.CHANGE_EMPTY);
        }
        if (changed.name() instanceof Change.Set<String>(var name) && name != null) {
            free(tenant, name, roleId);
        }
        return commands.send(
                call,
                new ChangeRole(roleId, changed.name(), changed.description(), Change.keep(), changed.isDefault()),
                Outcome.shown("role", roleId, ""));
    }

    @DeleteMapping("/{role}")
    Written delete(Call call, @PathVariable String role) {
        var roleId = lookups.role(call.tenant().id(), role);
        return commands.send(call, new DeleteRole(roleId), Outcome.silent(204));
    }

    private void free(TenantId tenant, String name, @Nullable RoleId own) {
        lookups.roleNamed(tenant, name).filter(other -> !other.equals(own)).ifPresent(_ -> {
            throw new Rejection(ErrorCode.ROLE_NAME_TAKEN, "name", name);
        });
    }
}
