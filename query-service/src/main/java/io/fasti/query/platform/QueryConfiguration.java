package io.fasti.query.platform;

import io.fasti.eventstore.Schema;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tables that the reading half owns. */
@Configuration(proxyBeanMethods = false)
public class QueryConfiguration {
    public static final Schema SCHEMA = new Schema("query", "classpath:db/query");

    @Bean
    Schema querySchema() {
        return SCHEMA;
    }
}
