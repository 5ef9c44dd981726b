package io.fasti.command.lumo;

import io.fasti.command.group.GroupCommand.AddRoles;
import io.fasti.command.group.GroupCommand.ChangeGroup;
import io.fasti.command.group.GroupCommand.CreateGroup;
import io.fasti.command.group.GroupCommand.DeleteGroup;
import io.fasti.command.group.GroupCommand.RemoveRoles;
import io.fasti.command.group.GroupCommand.SetRoles;
import io.fasti.command.platform.Commands;
import io.fasti.command.platform.Lookups;
import io.fasti.events.Change;
import io.fasti.events.GroupId;
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

/** Groups and the roles they give. */
@RestController
@RequestMapping("/api/v1/admin/groups")
@Requires(Area.GROUPS)
class GroupController {
    private final Commands commands;
    private final Lookups lookups;

    GroupController(Commands commands, Lookups lookups) {
        this.commands = commands;
        this.lookups = lookups;
    }

    /** What a group has from the beginning. */
    record NewGroup(
            @NotNull @Name String name,
            @Nullable @Slug String slug,
            @Nullable @Description String description,
            @Nullable List<@NotNull @Name String> roles) {
        CreateGroup toCommand(GroupId groupId, List<RoleId> roleIds) {
            return new CreateGroup(groupId, Slugs.of(slug, name), name, description, roleIds);
        }
    }

    @PostMapping
    Written create(Call call, @Valid @RequestBody NewGroup group) {
        var roles = lookups.roles(call.tenant().id(), Given.any("roles", group.roles()));
        var groupId = GroupId.random();
        return commands.send(
                call, group.toCommand(groupId, roles), Outcome.created("group", groupId, "Group created successfully"));
    }

    /** What may change of a group; what is absent stays. */
    record ChangedGroup(
            Change<@NotNull @Name String> name,
            Change<@NotNull @Slug String> slug,
            Change<@Description String> description) {}

    @RequestMapping(
            path = "/{group}",
            method = {RequestMethod.PATCH, RequestMethod.PUT})
    Written change(Call call, @PathVariable String group, @Valid @RequestBody ChangedGroup changed) {
        var groupId = lookups.group(call.tenant().id(), group);
        return commands.send(
                call,
                new ChangeGroup(groupId, changed.slug(), changed.name(), changed.description()),
                Outcome.shown("group", groupId, "Group updated successfully"));
    }

    @DeleteMapping("/{group}")
    Written delete(Call call, @PathVariable String group) {
        var groupId = lookups.group(call.tenant().id(), group);
        return commands.send(call, new DeleteGroup(groupId), Outcome.done("Group deleted successfully"));
    }

    /** Roles to add; clients name one or several. */
    record MoreRoles(
            @Nullable @Name String role,
            @Nullable @Name String roleId,
            @Nullable List<@NotNull @Name String> roles) {}

    @PostMapping("/{group}/roles")
    Written addRoles(Call call, @PathVariable String group, @Valid @RequestBody MoreRoles more) {
        var tenant = call.tenant().id();
        var roles = lookups.roles(tenant, Given.oneOrMore("roleId", more.roles(), more.role(), more.roleId()));
        return commands.send(
                call, new AddRoles(lookups.group(tenant, group), roles), Outcome.done("Role added successfully"));
    }

    /** All roles. */
    record TheRoles(@NotNull List<@NotNull @Name String> roles) {}

    @PutMapping("/{group}/roles")
    Written setRoles(Call call, @PathVariable String group, @Valid @RequestBody TheRoles all) {
        var tenant = call.tenant().id();
        var roles = lookups.roles(tenant, Given.any("roles", all.roles()));
        var groupId = lookups.group(tenant, group);
        return commands.send(
                call,
                new SetRoles(groupId, roles),
                Outcome.shown("group", groupId, "Group roles updated successfully"));
    }

    @DeleteMapping("/{group}/roles/{role}")
    Written removeRole(Call call, @PathVariable String group, @PathVariable String role) {
        var tenant = call.tenant().id();
        var roles = List.of(lookups.role(tenant, role));
        return commands.send(
                call, new RemoveRoles(lookups.group(tenant, group), roles), Outcome.done("Role removed successfully"));
    }
}
