package io.fasti.command.sweep;

import io.fasti.command.role.RoleCommand.RemovePermissions;
import io.fasti.command.sweep.Leftovers.Deleted;
import io.fasti.command.user.UserCommand.RevokePermissions;
import io.fasti.events.PermissionId;
import io.fasti.events.RoleId;
import io.fasti.events.UserId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Roles lose it first, since they are few and give it to many. */
@Component
final class WhenPermissionDeletedRevokeIt implements Sweep {
    private final Leftovers leftovers;

    WhenPermissionDeletedRevokeIt(Leftovers leftovers) {
        this.leftovers = leftovers;
    }

    @Override
    public String thing() {
        return "permission";
    }

    @Override
    public List<?> next(Deleted deleted, int limit) {
        var permissions = List.of(new PermissionId(deleted.id()));
        var roles = leftovers.holders(thing(), deleted, "role", RoleId::new, limit);
        if (!roles.isEmpty()) {
            return roles.stream()
                    .map(role -> new RemovePermissions(role, permissions))
                    .toList();
        }
        var users = leftovers.holders(thing(), deleted, "user", UserId::new, limit);
        return users.stream()
                .map(user -> new RevokePermissions(user, permissions))
                .toList();
    }
}
