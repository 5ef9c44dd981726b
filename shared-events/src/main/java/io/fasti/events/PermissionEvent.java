package io.fasti.events;

import org.jspecify.annotations.Nullable;

/** What happens to a permission. */
@Stream("permission")
public sealed interface PermissionEvent extends IdentityEvent {
    PermissionId permissionId();

    @EventType("permission.created")
    record PermissionCreated(
            PermissionId permissionId,
            String slug,
            String name,
            @Nullable String description,
            @Nullable String category,
            @Nullable String resource,
            @Nullable String action,
            boolean system)
            implements PermissionEvent {}

    @EventType("permission.renamed")
    record PermissionRenamed(PermissionId permissionId, String name) implements PermissionEvent {}

    @EventType("permission.described")
    record PermissionDescribed(
            PermissionId permissionId, @Nullable String description) implements PermissionEvent {}

    @EventType("permission.categorized")
    record PermissionCategorized(
            PermissionId permissionId, @Nullable String category) implements PermissionEvent {}

    @EndsStream
    @EventType("permission.deleted")
    record PermissionDeleted(PermissionId permissionId, String slug) implements PermissionEvent {}
}
