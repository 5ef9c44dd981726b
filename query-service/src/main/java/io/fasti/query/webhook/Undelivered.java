package io.fasti.query.webhook;

import io.fasti.eventstore.StoreReader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is sent is made of the event when it is sent, so events wait in the store for those deliveries that wait. */
@Component
class Undelivered implements StoreReader {
    private final JdbcClient jdbc;

    Undelivered(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "a delivery to a webhook";
    }

    @Override
    public long passed() {
        return jdbc.sql("""
                        select coalesce(min(position) - 1, 9223372036854775807)
                        from query.webhook_delivery
                        where status = 'pending'
                        """).query(Long.class).single();
    }
}
