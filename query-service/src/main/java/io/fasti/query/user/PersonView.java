package io.fasti.query.user;

import io.fasti.events.Profile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One user as an person: what identifies them, and what they and others say of them, without what they may do.
 *
 * @param phone digits alone
 * @param attributes custom attributes, as a JSON object
 * @param identities whom other services know, by target, as a JSON object of {@code userId} and {@code details}
 */
public record PersonView(
        String id,
        @Nullable String email,
        @Nullable String username,
        @Nullable String phone,
        Profile profile,
        String attributes,
        String identities,
        boolean blocked,
        boolean hasPassword,
        @Nullable Instant lastLoginAt,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
