package io.fasti.command.tenant;

import io.fasti.events.Change;
import io.fasti.events.PasswordPolicy;
import io.fasti.events.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a tenant. */
public sealed interface TenantCommand {
    TenantId tenantId();

    record CreateTenant(@TargetAggregateIdentifier TenantId tenantId, String slug, String name)
            implements TenantCommand {}

    /** Changes what is said, keeps the rest. Neither can be cleared. */
    record ChangeTenant(
            @TargetAggregateIdentifier TenantId tenantId, Change<String> name, Change<PasswordPolicy> passwordPolicy)
            implements TenantCommand {}

    record SuspendTenant(@TargetAggregateIdentifier TenantId tenantId) implements TenantCommand {}

    record ResumeTenant(@TargetAggregateIdentifier TenantId tenantId) implements TenantCommand {}
}
