package io.fasti.query.group;

import io.fasti.query.platform.Reference;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One group. Its members are asked for page by page, since there may be very many.
 *
 * @param firstMembers the first 100 of them; null in lists
 */
public record GroupView(
        String id,
        String slug,
        String name,
        @Nullable String description,
        long memberCount,
        List<Reference> roles,
        @Nullable List<Member> firstMembers,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    /** A user who belongs to the group. */
    public record Member(
            String id,
            @Nullable String email,
            @Nullable String username,
            @Nullable String name) {}
}
