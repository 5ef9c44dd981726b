package io.fasti.eventstore;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The event store as beans. Both services import it; the follower runs only where there are read models. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventStoreProperties.class)
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
}
