package io.fasti.command.sweep;

import io.fasti.command.group.GroupCommand.RemoveRoles;
import io.fasti.command.sweep.Leftovers.Deleted;
import io.fasti.command.user.UserCommand.RevokeRoles;
import io.fasti.events.GroupId;
import io.fasti.events.RoleId;
import io.fasti.events.UserId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Groups lose it first, since they are few and give it to many. */
@Component
final class WhenRoleDeletedRevokeIt implements Sweep {
    private final Leftovers leftovers;

    WhenRoleDeletedRevokeIt(Leftovers leftovers) {
        this.leftovers = leftovers;
    }

    @Override
    public String thing() {
        return "role";
    }

    @Override
    public List<?> next(Deleted deleted, int limit) {
        var roles = List.of(new RoleId(deleted.id()));
        var groups = leftovers.holders(thing(), deleted, "group", GroupId::new, limit);
        if (!groups.isEmpty()) {
            return groups.stream().map(group -> new RemoveRoles(group, roles)).toList();
        }
        var users = leftovers.holders(thing(), deleted, "user", UserId::new, limit);
        return users.stream().map(user -> new RevokeRoles(user, roles)).toList();
    }
}
