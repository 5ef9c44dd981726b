package io.fasti.eventstore.archive;

import io.fasti.eventstore.EventStoreProperties;
import io.fasti.eventstore.LeavesNothing;
import io.fasti.eventstore.ReadersGate;
import io.fasti.eventstore.Schemas;
import io.fasti.eventstore.StoreReader;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Archives as beans, beside those of the event store. A service that has read models imports it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ArchiveProperties.class)
public class ArchiveConfiguration {
    @Bean
    Archives archives(
            DataSource dataSource, ArchiveProperties properties, LeavesNothing leavesNothing, Schemas schemas) {
        return new Archives(dataSource, properties, leavesNothing);
    }

    @Bean
    ArchiveWorker archiveWorker(
            DataSource dataSource,
            LeavesNothing leavesNothing,
            ObjectProvider<StoreReader> readers,
            ArchiveProperties archive,
            EventStoreProperties properties,
            Schemas schemas) {
        return new ArchiveWorker(
                dataSource,
                leavesNothing,
                new ReadersGate(readers.orderedStream().toList()),
                archive,
                properties.eventStore().poll());
    }
}
