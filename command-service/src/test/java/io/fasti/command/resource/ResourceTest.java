package io.fasti.command.resource;

import io.fasti.command.resource.ResourceCommand.CreateResource;
import io.fasti.events.ResourceEvent.ResourceCreated;
import io.fasti.events.ResourceId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ResourceTest {
    private static final ResourceId ORDERS = new ResourceId("res_1");

    private final AggregateTestFixture<ResourceAggregate> fixture = new AggregateTestFixture<>(ResourceAggregate.class);

    @Nested
    class CreatingAResource {
        @Test
        void makes_a_resource() {
            fixture.givenNoPriorActivity()
                    .when(new CreateResource(ORDERS, "Orders", "https://orders.example.com", false))
                    .expectEvents(new ResourceCreated(ORDERS, "Orders", "https://orders.example.com", false));
        }
    }
}
