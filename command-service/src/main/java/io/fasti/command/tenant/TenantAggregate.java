package io.fasti.command.tenant;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import io.fasti.command.platform.LongStreams;
import io.fasti.events.TenantEvent;
import io.fasti.events.TenantId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The only class of the feature that knows Axon. */
@Aggregate(type = "tenant", snapshotTriggerDefinition = LongStreams.SNAPSHOTS)
class TenantAggregate {
    @AggregateIdentifier
    TenantId id;

    private Tenant tenant = new Tenant.Absent();

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(TenantCommand.CreateTenant c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TenantCommand.ChangeTenant c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TenantCommand.SuspendTenant c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TenantCommand.ResumeTenant c) {
        decide(c);
    }

    private void decide(TenantCommand command) {
        Tenant.decide(command, tenant).forEach(AggregateLifecycle::apply);
    }

    @EventSourcingHandler
    void on(TenantEvent event) {
        id = event.tenantId();
        tenant = Tenant.evolve(tenant, event);
    }
}
