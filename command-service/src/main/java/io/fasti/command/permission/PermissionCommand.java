package io.fasti.command.permission;

import io.fasti.events.Change;
import io.fasti.events.PermissionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a permission. */
public sealed interface PermissionCommand {
    PermissionId permissionId();

    /** {@code resource} and {@code action} say what it is for, where that can be told; {@code system} ones are Fasti's own. */
    record CreatePermission(
            @TargetAggregateIdentifier PermissionId permissionId,
            String slug,
            String name,
            @Nullable String description,
            @Nullable String category,
            @Nullable String resource,
            @Nullable String action,
            boolean system)
            implements PermissionCommand {}

    /** Changes what is said, keeps the rest. The name cannot be cleared. */
    record ChangePermission(
            @TargetAggregateIdentifier PermissionId permissionId,
            Change<String> name,
            Change<String> description,
            Change<String> category)
            implements PermissionCommand {}

    record DeletePermission(@TargetAggregateIdentifier PermissionId permissionId) implements PermissionCommand {}
}
