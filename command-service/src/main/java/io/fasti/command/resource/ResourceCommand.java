package io.fasti.command.resource;

import io.fasti.events.ResourceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of an API resource. */
public sealed interface ResourceCommand {
    /** The indicator of every tenant's built-in resource. */
    String BUILT_IN = "urn:fasti:api";

    ResourceId resourceId();

    record CreateResource(
            @TargetAggregateIdentifier ResourceId resourceId, String name, String indicator, boolean builtIn)
            implements ResourceCommand {
        /** What permissions belong to that name no other. */
        public static CreateResource ofTenant() {
            return new CreateResource(ResourceId.random(), "Built-in", BUILT_IN, true);
        }
    }
}
