package io.fasti.command.permission;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import io.fasti.command.platform.LongStreams;
import io.fasti.events.PermissionEvent;
import io.fasti.events.PermissionId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The only class of the feature that knows Axon. */
@Aggregate(type = "permission", snapshotTriggerDefinition = LongStreams.SNAPSHOTS)
class PermissionAggregate {
    @AggregateIdentifier
    PermissionId id;

    private Permission permission = new Permission.Absent();

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(PermissionCommand.CreatePermission c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(PermissionCommand.ChangePermission c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(PermissionCommand.DeletePermission c) {
        decide(c);
    }

    private void decide(PermissionCommand command) {
        Permission.decide(command, permission).forEach(AggregateLifecycle::apply);
    }

    @EventSourcingHandler
    void on(PermissionEvent event) {
        id = event.permissionId();
        permission = Permission.evolve(permission, event);
    }
}
