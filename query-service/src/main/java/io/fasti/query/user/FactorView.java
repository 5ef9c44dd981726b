package io.fasti.query.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A second factor of a user.
 *
 * @param factor {@code totp} or {@code backup_codes}
 * @param remaining how many codes are left, where there is a number of them
 */
public record FactorView(
        String id,
        String factor,
        @Nullable Long remaining,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {}
