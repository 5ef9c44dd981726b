package io.fasti.query.permission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One permission.
 *
 * @param roleCount how many roles contain it
 */
public record PermissionView(
        String id,
        String slug,
        String name,
        @Nullable String description,
        @Nullable String category,
        @Nullable String resource,
        @Nullable String action,
        boolean system,
        long roleCount,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
