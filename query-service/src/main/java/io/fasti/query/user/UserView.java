package io.fasti.query.user;

import io.fasti.query.platform.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One user.
 *
 * @param mfaEnabled whether they have a second factor, besides codes for whoever lost it
 * @param admin whether they have the system role {@code admin}, directly or through a group
 * @param roles those they have directly
 * @param attributes custom attributes, by name
 */
public record UserView(
        String id,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String username,
        @Nullable String phone,
        @Nullable String name,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String picture,
        @Nullable String locale,
        @Nullable String zoneinfo,
        boolean active,
        boolean blocked,
        @Nullable Instant blockedAt,
        boolean mfaEnabled,
        boolean admin,
        List<Reference> roles,
        List<Reference> groups,
        Map<String, @Nullable Object> attributes,
        @Nullable Instant lastLoginAt,
        long loginCount,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    /** The same user with what belongs to it. */
    UserView with(
            boolean admin, List<Reference> roles, List<Reference> groups, Map<String, @Nullable Object> attributes) {
        return new UserView(
                id,
                email,
                emailVerified,
                username,
                phone,
                name,
                givenName,
                familyName,
                picture,
                locale,
                zoneinfo,
                active,
                blocked,
                blockedAt,
                mfaEnabled,
                admin,
                roles,
                groups,
                attributes,
                lastLoginAt,
                loginCount,
                version,
                createdAt,
                updatedAt);
    }
}
