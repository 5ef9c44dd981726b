package io.fasti.command.resource;

import io.fasti.command.resource.ResourceCommand.CreateResource;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.ResourceEvent;
import io.fasti.events.ResourceEvent.ResourceCreated;
import java.util.List;

/** The rules of an API resource: no framework, no clock, no I/O. */
sealed interface Resource {
    record Absent() implements Resource {}

    record Live() implements Resource {}

    static List<ResourceEvent> decide(ResourceCommand command, Resource resource) {
        return switch (command) {
            case CreateResource c -> create(c, resource);
        };
    }

    static Resource evolve(Resource resource, ResourceEvent event) {
        return switch (event) {
            case ResourceCreated _ -> new Live();
        };
    }

    private static List<ResourceEvent> create(CreateResource c, Resource resource) {
        if (!(resource instanceof Absent)) {
            throw new Rejection(
                    ErrorCode.CONCURRENT_CHANGE, "resource_id", c.resourceId().value());
        }
        return List.of(new ResourceCreated(c.resourceId(), c.name(), c.indicator(), c.builtIn()));
    }
}
