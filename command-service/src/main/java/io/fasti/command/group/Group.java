package io.fasti.command.group;

import io.fasti.command.Ids;
import io.fasti.command.group.GroupCommand.AddRoles;
import io.fasti.command.group.GroupCommand.ChangeGroup;
import io.fasti.command.group.GroupCommand.CreateGroup;
import io.fasti.command.group.GroupCommand.DeleteGroup;
import io.fasti.command.group.GroupCommand.EnsureGroup;
import io.fasti.command.group.GroupCommand.RemoveRoles;
import io.fasti.command.group.GroupCommand.SetRoles;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.Change;
import io.fasti.events.GroupEvent;
import io.fasti.events.GroupEvent.GroupCreated;
import io.fasti.events.GroupEvent.GroupDeleted;
import io.fasti.events.GroupEvent.GroupDescribed;
import io.fasti.events.GroupEvent.GroupRenamed;
import io.fasti.events.GroupEvent.GroupRolesAdded;
import io.fasti.events.GroupEvent.GroupRolesRemoved;
import io.fasti.events.GroupEvent.GroupSlugChanged;
import io.fasti.events.GroupId;
import io.fasti.events.RoleId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of a group: no framework, no clock, no I/O. */
sealed interface Group {
    record Absent() implements Group {}

    record Live(String slug, String name, @Nullable String description, List<RoleId> roles) implements Group {
        Live at(String other) {
            return new Live(other, name, description, roles);
        }

        Live named(String other) {
            return new Live(slug, other, description, roles);
        }

        Live described(@Nullable String other) {
            return new Live(slug, name, other, roles);
        }

        Live holding(List<RoleId> others) {
            return new Live(slug, name, description, others);
        }
    }

    record Deleted() implements Group {}

    static List<GroupEvent> decide(GroupCommand command, Group group) {
        return switch (command) {
            case CreateGroup c -> create(c, group);
            case ChangeGroup c -> change(c, live(c, group));
            case AddRoles c -> add(c.groupId(), c.roles(), live(c, group));
            case RemoveRoles c -> remove(c.groupId(), c.roles(), live(c, group));
            case SetRoles c -> set(c, live(c, group));
            case EnsureGroup c -> {
                live(c, group);
                yield List.of();
            }
            case DeleteGroup c -> delete(c, live(c, group));
        };
    }

    static Group evolve(Group group, GroupEvent event) {
        return switch (event) {
            case GroupCreated e -> new Live(e.slug(), e.name(), e.description(), List.of());
            case GroupSlugChanged e -> known(group).at(e.slug());
            case GroupRenamed e -> known(group).named(e.name());
            case GroupDescribed e -> known(group).described(e.description());
            case GroupRolesAdded e -> known(group).holding(Ids.with(known(group).roles(), e.roles()));
            case GroupRolesRemoved e ->
                known(group).holding(Ids.without(known(group).roles(), e.roles()));
            case GroupDeleted _ -> new Deleted();
        };
    }

    private static List<GroupEvent> create(CreateGroup c, Group group) {
        if (!(group instanceof Absent)) {
            throw new Rejection(
                    ErrorCode.CONCURRENT_CHANGE, "group_id", c.groupId().value());
        }
        var events = new ArrayList<GroupEvent>();
        events.add(new GroupCreated(c.groupId(), c.slug(), c.name(), c.description()));
        if (!c.roles().isEmpty()) {
            events.add(new GroupRolesAdded(c.groupId(), Ids.sorted(c.roles())));
        }
        return events;
    }

    private static List<GroupEvent> change(ChangeGroup c, Live group) {
        var events = new ArrayList<GroupEvent>();
        if (Change.between(group.slug(), c.slug()) instanceof Change.Set<String>(var slug) && slug != null) {
            events.add(new GroupSlugChanged(c.groupId(), group.slug(), slug));
        }
        if (Change.between(group.name(), c.name()) instanceof Change.Set<String>(var name) && name != null) {
            events.add(new GroupRenamed(c.groupId(), name));
        }
        if (Change.between(group.description(), c.description()) instanceof Change.Set<String>(var description)) {
            events.add(new GroupDescribed(c.groupId(), description));
        }
        return events;
    }

    private static List<GroupEvent> set(SetRoles c, Live group) {
        var events = new ArrayList<>(remove(c.groupId(), Ids.without(group.roles(), c.roles()), group));
        events.addAll(add(c.groupId(), c.roles(), group));
        return events;
    }

    private static List<GroupEvent> add(GroupId groupId, List<RoleId> roles, Live group) {
        var added = Ids.without(roles, group.roles());
        return added.isEmpty() ? List.of() : List.of(new GroupRolesAdded(groupId, added));
    }

    private static List<GroupEvent> remove(GroupId groupId, List<RoleId> roles, Live group) {
        var removed = Ids.common(roles, group.roles());
        return removed.isEmpty() ? List.of() : List.of(new GroupRolesRemoved(groupId, removed));
    }

    private static List<GroupEvent> delete(DeleteGroup c, Live group) {
        return List.of(new GroupDeleted(c.groupId(), group.slug(), group.roles()));
    }

    private static Live live(GroupCommand command, Group group) {
        if (group instanceof Live live) {
            return live;
        }
        throw new Rejection(
                ErrorCode.GROUP_NOT_FOUND, "group_id", command.groupId().value());
    }

    private static Live known(Group group) {
        if (group instanceof Live live) {
            return live;
        }
        throw new IllegalStateException("a group's history begins with its creation and ends with its deletion");
    }
}
