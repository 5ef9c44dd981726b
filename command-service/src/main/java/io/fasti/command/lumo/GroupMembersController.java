package io.fasti.command.lumo;

import io.fasti.command.group.GroupCommand.EnsureGroup;
import io.fasti.command.platform.Commands;
import io.fasti.command.platform.Lookups;
import io.fasti.command.user.UserCommand.JoinGroups;
import io.fasti.command.user.UserCommand.LeaveGroups;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
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

/** The members of a group. */
@RestController
@RequestMapping("/api/v1/admin/groups/{group}/members")
@Requires(Area.GROUPS)
class GroupMembersController {
    private final Commands commands;
    private final Lookups lookups;

    GroupMembersController(Commands commands, Lookups lookups) {
        this.commands = commands;
        this.lookups = lookups;
    }

    @PostMapping
    Written add(Call call, @PathVariable String group, @Valid @RequestBody Members members) {
        var groupId = lookups.group(call.tenant().id(), group);
        var users = members.among(call, lookups);
        var command =
                Members.each(call, new EnsureGroup(groupId), users, user -> new JoinGroups(user, List.of(groupId)));
        return commands.send(call, command, Outcome.shown("group", groupId, "Members added successfully"));
    }

    @DeleteMapping("/{user}")
    Written remove(Call call, @PathVariable String group, @PathVariable String user) {
        var groupId = lookups.group(call.tenant().id(), group);
        var users = List.of(lookups.user(call.tenant().id(), user));
        var command =
                Members.each(call, new EnsureGroup(groupId), users, each -> new LeaveGroups(each, List.of(groupId)));
        return commands.send(call, command, Outcome.done("Member removed successfully"));
    }

    /** A known client forgets to say whom it means; that must not mean everybody. */
    @DeleteMapping
    Written removeNobody(Call call, @PathVariable String group) {
        lookups.group(call.tenant().id(), group);
        throw new Rejection(ErrorCode.INVALID_FIELD, "userId", "must be part of the path: members/{userId}");
    }
}
