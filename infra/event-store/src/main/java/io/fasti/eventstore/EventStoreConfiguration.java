package io.fasti.eventstore;

import io.fasti.events.IdentityEvent;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolver;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The event store as beans. Both services import it; the follower runs only where there are read models. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EventStoreProperties.class, StreamProperties.class})
@Import(FollowingConfiguration.class)
@PropertySource("classpath:io/fasti/eventstore/axon.properties")
public class EventStoreConfiguration {
    /** The event store's own schema. */
    public static final Schema SCHEMA = new Schema("event_store", "classpath:db/event-store");

    @Bean
    Schema eventStoreSchema() {
        return SCHEMA;
    }

    @Bean
    Schemas schemas(DataSource dataSource, List<Schema> schemas) {
        return new Schemas(dataSource, schemas);
    }

    @Bean
    Connections eventStoreConnections(JdbcConnectionDetails details, Schemas schemas) {
        Objects.requireNonNull(schemas);
        return new Connections(
                details.getJdbcUrl(),
                Objects.requireNonNullElse(details.getUsername(), ""),
                Objects.requireNonNullElse(details.getPassword(), ""));
    }

    @Bean
    MasterKeys masterKeys(DataSource dataSource, EventStoreProperties properties, Schemas schemas) {
        Objects.requireNonNull(schemas);
        var masters = MasterKeys.parse(properties.masterKey(), properties.previousMasterKey());
        MasterKeyRotation.requireFitting(dataSource, masters);
        return masters;
    }

    @Bean
    MasterKeyRotation masterKeyRotation(DataSource dataSource, MasterKeys masters) {
        return new MasterKeyRotation(dataSource, masters);
    }

    @Bean
    SubjectKeys keys(DataSource dataSource, EventStoreProperties properties, MasterKeys masters) {
        return new SubjectKeys(
                JdbcClient.create(dataSource), masters, properties.eventStore().rememberedKeys());
    }

    @Bean
    OriginCodec originCodec(SubjectKeys keys) {
        return new OriginCodec(keys);
    }

    @Bean
    EventCodec eventCodec(SubjectKeys keys, ObjectProvider<EventUpcaster> upcasters) {
        var chain = new EventUpcasterChain(upcasters.orderedStream().toList());
        return new EventCodec(
                keys, new Upcasting(chain, Jackson3Serializer.builder().build()));
    }

    @Bean
    Opener opener(EventCodec codec, OriginCodec origins) {
        return new EventOpener(codec, origins);
    }

    @Bean
    GroupCommit groupCommit(Connections connections, EventStoreProperties properties, CommitSignal signal) {
        return new GroupCommit(connections, properties.eventStore(), signal);
    }

    @Bean
    PostgresEventStorageEngine eventStorageEngine(
            EventCodec codec,
            OriginCodec origins,
            SubjectKeys keys,
            ObjectProvider<Directory<? extends IdentityEvent>> directories,
            GroupCommit commits,
            ListableBeanFactory beans,
            DataSource dataSource,
            StreamProperties properties) {
        var all = new Directories(directories.orderedStream().toList());
        var streams = new EventStreams(dataSource);
        var snapshots = beans.getBeanNamesForType(SnapshotTriggerDefinition.class, true, false).length > 0
                ? new Snapshots(JdbcClient.create(dataSource), streams, keys)
                : null;
        var aggregates = new AggregateStreams(streams, codec, keys, snapshots, properties.rememberedEvents());
        return new PostgresEventStorageEngine(streams, aggregates, codec, origins, keys, all, commits, snapshots);
    }

    @Bean("eventBus")
    @Qualifier("eventStore")
    PostgresEventStore eventStore(PostgresEventStorageEngine engine) {
        return PostgresEventStore.over(engine);
    }

    /** Without a transaction around commands: what they append is a transaction of its own. */
    @Bean
    @Qualifier("localSegment")
    SimpleCommandBus commandBus(
            org.axonframework.config.Configuration axon,
            DuplicateCommandHandlerResolver duplicateCommandHandlerResolver) {
        var bus = SimpleCommandBus.builder()
                .transactionManager(NoTransactionManager.INSTANCE)
                .duplicateCommandHandlerResolver(duplicateCommandHandlerResolver)
                .messageMonitor(axon.messageMonitor(SimpleCommandBus.class, "commandBus"))
                .build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return bus;
    }
}
