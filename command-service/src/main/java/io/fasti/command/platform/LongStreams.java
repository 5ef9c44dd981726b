package io.fasti.command.platform;

import io.fasti.eventstore.StreamProperties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * When an aggregate has had many events since its last snapshot, another one is made, on a thread of its own: no command
 * waits for it, and one that fails is made the next time.
 */
@Configuration(proxyBeanMethods = false)
public class LongStreams implements DisposableBean {
    /** What aggregates name as their {@code snapshotTriggerDefinition}. */
    public static final String SNAPSHOTS = "snapshotsOfLongStreams";

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("snapshots").factory());

    @Bean
    Snapshotter snapshotter(
            org.axonframework.config.Configuration axon,
            EventStore eventStore,
            ParameterResolverFactory parameterResolverFactory,
            HandlerDefinition handlerDefinition) {
        return SpringAggregateSnapshotter.builder()
                .repositoryProvider(axon::repository)
                .eventStore(eventStore)
                .parameterResolverFactory(parameterResolverFactory)
                .handlerDefinition(handlerDefinition)
                .executor(thread)
                .build();
    }

    @Bean(SNAPSHOTS)
    SnapshotTriggerDefinition snapshotsOfLongStreams(Snapshotter snapshotter, StreamProperties properties) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, properties.snapshotAfter());
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
