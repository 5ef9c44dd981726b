package io.fasti.command.group;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import io.fasti.command.platform.LongStreams;
import io.fasti.events.GroupEvent;
import io.fasti.events.GroupId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The only class of the feature that knows Axon. */
@Aggregate(type = "group", snapshotTriggerDefinition = LongStreams.SNAPSHOTS)
class GroupAggregate {
    @AggregateIdentifier
    GroupId id;

    private Group group = new Group.Absent();

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(GroupCommand.CreateGroup c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(GroupCommand.ChangeGroup c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(GroupCommand.AddRoles c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(GroupCommand.RemoveRoles c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(GroupCommand.SetRoles c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(GroupCommand.EnsureGroup c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(GroupCommand.DeleteGroup c) {
        decide(c);
    }

    private void decide(GroupCommand command) {
        Group.decide(command, group).forEach(AggregateLifecycle::apply);
    }

    @EventSourcingHandler
    void on(GroupEvent event) {
        id = event.groupId();
        group = Group.evolve(group, event);
    }
}
