package io.fasti.command.lumo;

import io.fasti.command.permission.PermissionCommand.ChangePermission;
import io.fasti.command.permission.PermissionCommand.CreatePermission;
import io.fasti.command.permission.PermissionCommand.DeletePermission;
import io.fasti.command.platform.Commands;
import io.fasti.command.platform.Lookups;
import io.fasti.events.Change;
import io.fasti.events.PermissionId;
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
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Permissions. */
@RestController
@RequestMapping("/api/v1/admin/permissions")
@Requires(Area.ROLES)
class PermissionController {
    private final Commands commands;
    private final Lookups lookups;

    PermissionController(Commands commands, Lookups lookups) {
        this.commands = commands;
        this.lookups = lookups;
    }

    /** What a permission has from the beginning. Resource and action can be told from a slug such as {@code orders.read}. */
    record NewPermission(
            @NotNull @Name String name,
            @Nullable @Slug String slug,
            @Nullable @Description String description,
            @Nullable @Name String category,
            @Nullable @Name String resource,
            @Nullable @Name String action) {
        CreatePermission toCommand(PermissionId permissionId) {
            var theSlug = Slugs.of(slug, name);
            var dot = Math.max(theSlug.lastIndexOf('.'), theSlug.lastIndexOf(':'));
            var tells = dot > 0 && dot < theSlug.length() - 1;
            return new CreatePermission(
                    permissionId,
                    theSlug,
                    name,
                    description,
                    category,
                    resource == null && tells ? theSlug.substring(0, dot) : resource,
                    action == null && tells ? theSlug.substring(dot + 1) : action,
                    false);
        }
    }

    @PostMapping
    Written create(Call call, @Valid @RequestBody NewPermission permission) {
        var permissionId = PermissionId.random();
        return commands.send(
                call,
                permission.toCommand(permissionId),
                Outcome.created("permission", permissionId, "Permission created successfully"));
    }

    /** What may change of a permission; what is absent stays. */
    record ChangedPermission(
            Change<@NotNull @Name String> name,
            Change<@Description String> description,
            Change<@Name String> category) {}

    @RequestMapping(
            path = "/{permission}",
            method = {RequestMethod.PATCH, RequestMethod.PUT})
    Written change(Call call, @PathVariable String permission, @Valid @RequestBody ChangedPermission changed) {
        var permissionId = lookups.permission(call.tenant().id(), permission);
        return commands.send(
                call,
                new ChangePermission(permissionId, changed.name(), changed.description(), changed.category()),
                Outcome.shown("permission", permissionId, "Permission updated successfully"));
    }

    @DeleteMapping("/{permission}")
    Written delete(Call call, @PathVariable String permission) {
        var permissionId = lookups.permission(call.tenant().id(), permission);
        return commands.send(call, new DeletePermission(permissionId), Outcome.done("Permission deleted successfully"));
    }
}
