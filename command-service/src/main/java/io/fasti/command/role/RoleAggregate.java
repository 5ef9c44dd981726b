package io.fasti.command.role;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import io.fasti.command.platform.LongStreams;
import io.fasti.events.RoleEvent;
import io.fasti.events.RoleId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The only class of the feature that knows Axon. */
@Aggregate(type = "role", snapshotTriggerDefinition = LongStreams.SNAPSHOTS)
class RoleAggregate {
    @AggregateIdentifier
    RoleId id;

    private Role role = new Role.Absent();

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(RoleCommand.CreateRole c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(RoleCommand.ChangeRole c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(RoleCommand.AddPermissions c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(RoleCommand.RemovePermissions c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(RoleCommand.EnsureRole c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(RoleCommand.DeleteRole c) {
        decide(c);
    }

    private void decide(RoleCommand command) {
        Role.decide(command, role).forEach(AggregateLifecycle::apply);
    }

    @EventSourcingHandler
    void on(RoleEvent event) {
        id = event.roleId();
        role = Role.evolve(role, event);
    }
}
