package io.fasti.query.apikey;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One API key.
 *
 * @param hint the start of the key, enough to recognise it by
 * @param expiresAt null when it never expires
 * @param revokedAt null while it is not revoked
 * @param usable whether it was neither revoked nor expired when it was read
 */
public record ApiKeyView(
        String id,
        String name,
        String hint,
        List<String> scopes,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        boolean usable,
        long version,
        Instant createdAt) {}
