package io.fasti.events;

/** What happens to a tenant. */
@Stream("tenant")
public sealed interface TenantEvent extends IdentityEvent {
    TenantId tenantId();

    @EventType("tenant.created")
    record TenantCreated(TenantId tenantId, String slug, String name) implements TenantEvent {}

    @EventType("tenant.renamed")
    record TenantRenamed(TenantId tenantId, String name) implements TenantEvent {}

    /** How long and how varied the passwords of the tenant's users must be from now on. */
    @EventType("tenant.password_policy_set")
    record PasswordPolicySet(TenantId tenantId, PasswordPolicy policy) implements TenantEvent {}

    @EventType("tenant.suspended")
    record TenantSuspended(TenantId tenantId) implements TenantEvent {}

    @EventType("tenant.resumed")
    record TenantResumed(TenantId tenantId) implements TenantEvent {}
}
