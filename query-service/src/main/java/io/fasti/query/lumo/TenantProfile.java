package io.fasti.query.lumo;

import io.fasti.events.PasswordPolicy;
import io.fasti.http.Found;
import io.fasti.query.tenant.TenantView;
import java.time.Instant;

/** A tenant as LumoAuth shows one: to itself and to the operator. */
record TenantProfile(
        String id, String slug, String name, String status, Settings settings, Instant createdAt, Instant updatedAt) {
    /** What the tenant has decided for its users. */
    record Settings(PasswordPolicy passwordPolicy) {}

    static TenantProfile of(TenantView tenant) {
        return new TenantProfile(
                tenant.id(),
                tenant.slug(),
                tenant.name(),
                tenant.suspended() ? "suspended" : "active",
                new Settings(tenant.passwordPolicy()),
                tenant.createdAt(),
                tenant.updatedAt());
    }

    static Found found(TenantView tenant) {
        return new Found(of(tenant), tenant.version(), "Tenant retrieved successfully");
    }
}
