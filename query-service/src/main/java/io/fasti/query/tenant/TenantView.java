package io.fasti.query.tenant;

import io.fasti.events.PasswordPolicy;
import java.time.Instant;

/** One tenant. */
public record TenantView(
        String id,
        String slug,
        String name,
        boolean suspended,
        PasswordPolicy passwordPolicy,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
