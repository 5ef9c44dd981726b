package io.fasti.command.permission;

import io.fasti.command.permission.PermissionCommand.ChangePermission;
import io.fasti.command.permission.PermissionCommand.CreatePermission;
import io.fasti.command.permission.PermissionCommand.DeletePermission;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.Change;
import io.fasti.events.PermissionEvent;
import io.fasti.events.PermissionEvent.PermissionCategorized;
import io.fasti.events.PermissionEvent.PermissionCreated;
import io.fasti.events.PermissionEvent.PermissionDeleted;
import io.fasti.events.PermissionEvent.PermissionDescribed;
import io.fasti.events.PermissionEvent.PermissionRenamed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of a permission: no framework, no clock, no I/O. */
sealed interface Permission {
    record Absent() implements Permission {}

    record Live(
            String slug,
            String name,
            @Nullable String description,
            @Nullable String category,
            boolean system) implements Permission {}

    record Deleted() implements Permission {}

    static List<PermissionEvent> decide(PermissionCommand command, Permission permission) {
        return switch (command) {
            case CreatePermission c -> create(c, permission);
            case ChangePermission c -> change(c, changeable(c, permission));
            case DeletePermission c ->
                List.of(new PermissionDeleted(
                        c.permissionId(), changeable(c, permission).slug()));
        };
    }

    static Permission evolve(Permission permission, PermissionEvent event) {
        return switch (event) {
            case PermissionCreated e -> new Live(e.slug(), e.name(), e.description(), e.category(), e.system());
            case PermissionRenamed e -> renamed(known(permission), e.name());
            case PermissionDescribed e -> described(known(permission), e.description());
            case PermissionCategorized e -> categorized(known(permission), e.category());
            case PermissionDeleted _ -> new Deleted();
        };
    }

    private static List<PermissionEvent> create(CreatePermission c, Permission permission) {
        if (!(permission instanceof Absent)) {
            throw new Rejection(
                    ErrorCode.CONCURRENT_CHANGE,
                    "permission_id",
                    c.permissionId().value());
        }
        return List.of(new PermissionCreated(
                c.permissionId(),
                c.slug(),
                c.name(),
                c.description(),
                c.category(),
                c.resource(),
                c.action(),
                c.system()));
    }

    private static List<PermissionEvent> change(ChangePermission c, Live permission) {
        var events = new ArrayList<PermissionEvent>();
        if (Change.between(permission.name(), c.name()) instanceof Change.Set<String>(var name) && name != null) {
            events.add(new PermissionRenamed(c.permissionId(), name));
        }
        if (Change.between(permission.description(), c.description()) instanceof Change.Set<String>(var description)) {
            events.add(new PermissionDescribed(c.permissionId(), description));
        }
        if (Change.between(permission.category(), c.category()) instanceof Change.Set<String>(var category)) {
            events.add(new PermissionCategorized(c.permissionId(), category));
        }
        return events;
    }

    private static Live renamed(Live was, String name) {
        return new Live(was.slug(), name, was.description(), was.category(), was.system());
    }

    private static Live described(Live was, @Nullable String description) {
        return new Live(was.slug(), was.name(), description, was.category(), was.system());
    }

    private static Live categorized(Live was, @Nullable String category) {
        return new Live(was.slug(), was.name(), was.description(), category, was.system());
    }

    private static Live changeable(PermissionCommand command, Permission permission) {
        if (!(permission instanceof Live live)) {
            throw new Rejection(
                    ErrorCode.PERMISSION_NOT_FOUND,
                    "permission_id",
                    command.permissionId().value());
        }
        if (live.system()) {
            throw new Rejection(ErrorCode.PERMISSION_IMMUTABLE, "permission", live.slug());
        }
        return live;
    }

    private static Live known(Permission permission) {
        if (permission instanceof Live live) {
            return live;
        }
        throw new IllegalStateException("a permission's history begins with its creation and ends with its deletion");
    }
}
