package io.fasti.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to a group. Who belongs to it is told by the streams of its members. */
@Stream("group")
public sealed interface GroupEvent extends IdentityEvent {
    GroupId groupId();

    @EventType("group.created")
    record GroupCreated(
            GroupId groupId,
            String slug,
            String name,
            @Nullable String description) implements GroupEvent {}

    @EventType("group.renamed")
    record GroupRenamed(GroupId groupId, String name) implements GroupEvent {}

    @EventType("group.slug_changed")
    record GroupSlugChanged(GroupId groupId, String from, String slug) implements GroupEvent {}

    @EventType("group.described")
    record GroupDescribed(GroupId groupId, @Nullable String description) implements GroupEvent {}

    /** Every member has these roles from now on. */
    @EventType("group.roles_added")
    record GroupRolesAdded(GroupId groupId, List<RoleId> roles) implements GroupEvent {
        public GroupRolesAdded {
            roles = List.copyOf(roles);
        }
    }

    @EventType("group.roles_removed")
    record GroupRolesRemoved(GroupId groupId, List<RoleId> roles) implements GroupEvent {
        public GroupRolesRemoved {
            roles = List.copyOf(roles);
        }
    }

    /** {@code roles} are those that it still had. */
    @EndsStream
    @EventType("group.deleted")
    record GroupDeleted(GroupId groupId, String slug, List<RoleId> roles) implements GroupEvent {
        public GroupDeleted {
            roles = List.copyOf(roles);
        }
    }
}
