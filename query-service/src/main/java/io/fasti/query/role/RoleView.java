package io.fasti.query.role;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One role.
 *
 * @param machine whether it is for applications, not for people
 * @param byDefault whether users who are created get it
 * @param userCount how many users have it directly, not through a group
 */
public record RoleView(
        String id,
        String slug,
        String name,
        @Nullable String description,
        boolean system,
        boolean machine,
        boolean byDefault,
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

    /** A permission that the role contains, as a scope. */
    public record Scope(String id, String slug, @Nullable String description, Instant createdAt) {}

    /** One of the users who have the role, to show beside it. */
    public record Face(
            String roleId,
            String id,
            @Nullable String name,
            @Nullable String picture) {}

    /** A user who has the role directly. */
    public record Holder(
            String id,
            @Nullable String email,
            @Nullable String username,
            @Nullable String name) {}
}
