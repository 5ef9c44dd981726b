package io.fasti.command.resource;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;

import io.fasti.events.ResourceEvent;
import io.fasti.events.ResourceId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The only class of the feature that knows Axon. */
@Aggregate(type = "resource")
class ResourceAggregate {
    @AggregateIdentifier
    ResourceId id;

    private Resource resource = new Resource.Absent();

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(ResourceCommand.CreateResource c) {
        decide(c);
    }

    private void decide(ResourceCommand command) {
        Resource.decide(command, resource).forEach(AggregateLifecycle::apply);
    }

    @EventSourcingHandler
    void on(ResourceEvent event) {
        id = event.resourceId();
        resource = Resource.evolve(resource, event);
    }
}
