package io.fasti.command.group;

import io.fasti.events.Change;
import io.fasti.events.GroupId;
import io.fasti.events.RoleId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a group. */
public sealed interface GroupCommand {
    GroupId groupId();

    record CreateGroup(
            @TargetAggregateIdentifier GroupId groupId,
            String slug,
            String name,
            @Nullable String description,
            List<RoleId> roles)
            implements GroupCommand {
        public CreateGroup {
            roles = List.copyOf(roles);
        }
    }

    /** Changes what is said, keeps the rest. Name and slug cannot be cleared. */
    record ChangeGroup(
            @TargetAggregateIdentifier GroupId groupId,
            Change<String> slug,
            Change<String> name,
            Change<String> description)
            implements GroupCommand {}

    record AddRoles(@TargetAggregateIdentifier GroupId groupId, List<RoleId> roles) implements GroupCommand {
        public AddRoles {
            roles = List.copyOf(roles);
        }
    }

    record RemoveRoles(@TargetAggregateIdentifier GroupId groupId, List<RoleId> roles) implements GroupCommand {
        public RemoveRoles {
            roles = List.copyOf(roles);
        }
    }

    /** These roles and no others. */
    record SetRoles(@TargetAggregateIdentifier GroupId groupId, List<RoleId> roles) implements GroupCommand {
        public SetRoles {
            roles = List.copyOf(roles);
        }
    }

    /** Changes nothing: refused when there is no such group, and where If-Match is about the group while members change. */
    record EnsureGroup(@TargetAggregateIdentifier GroupId groupId) implements GroupCommand {}

    record DeleteGroup(@TargetAggregateIdentifier GroupId groupId) implements GroupCommand {}
}
