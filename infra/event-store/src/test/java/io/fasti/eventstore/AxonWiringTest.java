package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.RoleEvent;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleEvent.RoleRenamed;
import io.fasti.events.RoleId;
import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Axon in a Spring Boot context, over this store. */
@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AxonWiringTest {
    record CreateThing(@TargetAggregateIdentifier RoleId roleId, String name) {}

    record RenameThing(@TargetAggregateIdentifier RoleId roleId, String name) {}

    @Aggregate
    static class Thing {
        @AggregateIdentifier
        private @Nullable RoleId id;

        private String name = "";

        @CommandHandler
        @CreationPolicy(AggregateCreationPolicy.ALWAYS)
        void handle(CreateThing command) {
            AggregateLifecycle.apply(new RoleCreated(command.roleId(), command.name(), command.name(), null, false));
        }

        @CommandHandler
        @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
        void handle(RenameThing command) {
            if (id == null) {
                throw new Rejection(ErrorCode.ROLE_NOT_FOUND);
            }
            if (!name.equals(command.name())) {
                AggregateLifecycle.apply(new RoleRenamed(command.roleId(), command.name()));
            }
        }

        @EventSourcingHandler
        void on(RoleEvent event) {
            id = event.roleId();
            name = switch (event) {
                case RoleCreated created -> created.name();
                case RoleRenamed renamed -> renamed.name();
                default -> name;
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({EventStoreConfiguration.class, Thing.class})
    static class Application {}

    private final ConfigurableApplicationContext context;
    private final CommandGateway gateway;

    AxonWiringTest(Database database) {
        var properties = Stream.concat(
                        Stream.of(database.asProperties()),
                        Stream.of(
                                "fasti.master-key=" + Base64.getEncoder().encodeToString(new byte[32]),
                                "logging.level.root=warn"))
                .toArray(String[]::new);
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(properties)
                .run();
        gateway = context.getBean(CommandGateway.class);
    }

    @AfterAll
    void close() {
        context.close();
    }

    @Test
    void a_command_becomes_events_and_the_write_knows_where() {
        var id = RoleId.random();

        var created = send(new CreateThing(id, "one"), null);
        var renamed = send(new RenameThing(id, "two"), 0L);

        assertThat(created.version(id.value())).isEqualTo(OptionalLong.of(0));
        assertThat(renamed.version(id.value())).isEqualTo(OptionalLong.of(1));
        assertThat(renamed.position()).isGreaterThan(created.position());
    }

    @Test
    void a_command_that_changes_nothing_has_no_position_and_still_a_version() {
        var id = RoleId.random();
        send(new CreateThing(id, "same"), null);

        var nothing = send(new RenameThing(id, "same"), null);

        assertThat(nothing.position()).isZero();
        assertThat(nothing.version(id.value())).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void a_refusal_reaches_the_caller_as_it_is() {
        assertThatThrownBy(() -> send(new RenameThing(RoleId.random(), "nobody"), null))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ROLE_NOT_FOUND));
    }

    @Test
    void nothing_is_serialized_by_java_names_in_xml() {
        assertThat(context.getBeansOfType(Serializer.class).values())
                .isNotEmpty()
                .allMatch(serializer -> serializer instanceof Jackson3Serializer);
        assertThat(context.getBean(EventStore.class)).isInstanceOf(PostgresEventStore.class);
    }

    @Test
    void the_follower_is_listed_among_the_event_processors() {
        var processors = context.getBean(EventProcessingConfiguration.class).eventProcessors();

        assertThat(processors).containsOnlyKeys(FollowerProcessor.NAME);
        assertThat(processors.values())
                .as("without read models there is nothing to follow for")
                .noneMatch(EventProcessor::isRunning);
    }

    private Write send(Object command, @Nullable Long expectedVersion) {
        var write = TestStore.write(TestStore.TENANT, expectedVersion, List.of());
        write.call(() -> {
            gateway.sendAndWait(command);
            return true;
        });
        return write;
    }
}
