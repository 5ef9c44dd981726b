package io.fasti.query.bridge;

import io.fasti.eventstore.StoreReader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What has been published need not be read again. */
@Component
class Published implements StoreReader {
    private final JdbcClient jdbc;

    Published(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "the bridge to Kafka";
    }

    @Override
    public long passed() {
        return jdbc.sql("select published from query.bridge").query(Long.class).single();
    }
}
