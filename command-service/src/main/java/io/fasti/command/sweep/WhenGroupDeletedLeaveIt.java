package io.fasti.command.sweep;

import io.fasti.command.sweep.Leftovers.Deleted;
import io.fasti.command.user.UserCommand.LeaveGroups;
import io.fasti.events.GroupId;
import io.fasti.events.UserId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Its members leave it. */
@Component
final class WhenGroupDeletedLeaveIt implements Sweep {
    private final Leftovers leftovers;

    WhenGroupDeletedLeaveIt(Leftovers leftovers) {
        this.leftovers = leftovers;
    }

    @Override
    public String thing() {
        return "group";
    }

    @Override
    public List<?> next(Deleted deleted, int limit) {
        var groups = List.of(new GroupId(deleted.id()));
        return leftovers.holders(thing(), deleted, "user", UserId::new, limit).stream()
                .map(user -> new LeaveGroups(user, groups))
                .toList();
    }
}
