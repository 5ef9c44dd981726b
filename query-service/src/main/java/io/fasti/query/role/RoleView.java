package io.fasti.query.role;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One role.
 *
 * @param userCount how many users have it directly, not through a group
 */
public record RoleView(
        String id,
        String slug,
        String name,
        @Nullable String description,
        boolean system,
        long userCount,
        List<Permission> permissions,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    /** A permission that the role contains. */
    public record Permission(
            String id,
            String slug,
            String name,
            @Nullable String description,
            @Nullable String resource,
            @Nullable String action) {}

    /** A user who has the role directly. */
    public record Holder(
            String id,
            @Nullable String email,
            @Nullable String username,
            @Nullable String name) {}
}
