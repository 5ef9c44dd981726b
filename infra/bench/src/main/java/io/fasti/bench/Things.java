package io.fasti.bench;

import static io.fasti.eventstore.Column.Type.TEXT;

import io.fasti.command.platform.LongStreams;
import io.fasti.command.platform.Targets;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.RoleEvent;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.eventstore.Directory;
import io.fasti.eventstore.EventStoreConfiguration;
import io.fasti.eventstore.Origin;
import io.fasti.eventstore.ReadModel;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation;
import io.fasti.eventstore.Schema;
import io.fasti.eventstore.Table;
import io.fasti.eventstore.Write;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/**
 * The smallest aggregate that there can be, with one row in the directory, on the product's own command bus, repository,
 * snapshots and engine: what a command costs before there is any rule.
 */
final class Things {
    static final TenantId TENANT = new TenantId("ten_bench");
    private static final Origin ORIGIN = new Origin(
            "api_key",
            "key_01kb3w9sz0b5x8t7m4q2n6c1d0",
            "req_01kb3w9sz0b5x8t7m4q2n6c1d0",
            "req_01kb3w9sz0b5x8t7m4q2n6c1d0",
            null,
            null,
            null,
            "lumo",
            "POST /admin/roles");

    record CreateThing(@TargetAggregateIdentifier RoleId roleId) {}

    /** The aggregate. */
    @Aggregate(type = "role", snapshotTriggerDefinition = LongStreams.SNAPSHOTS)
    static class Thing {
        @AggregateIdentifier
        private @Nullable RoleId id;

        @CommandHandler
        @CreationPolicy(AggregateCreationPolicy.ALWAYS)
        void handle(CreateThing command) {
            var id = command.roleId();
            AggregateLifecycle.apply(new RoleCreated(id, id.value(), "A thing", "What a command costs", false));
        }

        @EventSourcingHandler
        void on(RoleEvent event) {
            id = event.roleId();
        }
    }

    /** Its slug is its own. */
    static final class Slugs implements Directory<RoleEvent> {
        private static final Table SLUG = Table.named("things.slug")
                .key("tenant_id", TEXT)
                .key("slug", TEXT)
                .column("role_id", TEXT);

        @Override
        public Class<RoleEvent> events() {
            return RoleEvent.class;
        }

        @Override
        public List<Table> tables() {
            return List.of(SLUG);
        }

        @Override
        public List<RowOperation> project(Recorded<? extends RoleEvent> recorded) {
            return recorded.event() instanceof RoleCreated e
                    ? List.of(new RowOperation.Insert(
                            SLUG,
                            Row.of(
                                    "tenant_id",
                                    TENANT.value(),
                                    "slug",
                                    e.slug(),
                                    "role_id",
                                    e.roleId().value()),
                            new Rejection(ErrorCode.ROLE_SLUG_TAKEN)))
                    : List.of();
        }
    }

    /** What changes something. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({EventStoreConfiguration.class, LongStreams.class, Targets.class, Thing.class})
    static class Commands {
        @Bean
        Slugs slugs() {
            return new Slugs();
        }

        @Bean
        Schema thingsSchema() {
            return new Schema("things", "classpath:db/things");
        }
    }

    /** What reads. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(EventStoreConfiguration.class)
    @ComponentScan(
            basePackages = "io.fasti.query",
            nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
            useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ReadModel.class))
    static class ReadModels {
        @Bean
        Schema querySchema() {
            return new Schema("query", "classpath:db/query");
        }
    }

    private Things() {}

    /** A process, or a part of one, with these configurations. */
    static ConfigurableApplicationContext start(RawSql database, Class<?>... sources) {
        var application = new SpringApplication(sources);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(Map.of(
                "spring.datasource.url",
                database.url(),
                "spring.datasource.username",
                database.user(),
                "spring.datasource.password",
                database.password(),
                "spring.datasource.hikari.connection-init-sql",
                "set random_page_cost = 1.1",
                "spring.main.banner-mode",
                "off",
                "logging.level.com.zaxxer.hikari",
                "error",
                "logging.level.root",
                "warn",
                "axon.timeout.enabled",
                "false",
                "fasti.master-key",
                Base64.getEncoder().encodeToString(new byte[32])));
        return application.run();
    }

    /** One command. Its position. */
    static long create(CommandGateway gateway) {
        var write = new Write(TENANT, ORIGIN, Instant.now().truncatedTo(ChronoUnit.MICROS), null, List.of());
        write.call(() -> {
            gateway.sendAndWait(new CreateThing(RoleId.random()));
            return true;
        });
        return write.position();
    }
}
