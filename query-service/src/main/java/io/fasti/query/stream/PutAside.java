package io.fasti.query.stream;

import io.fasti.eventstore.StoreReader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a reaction has put aside is read again when it is redriven. */
@Component
class PutAside implements StoreReader {
    private final JdbcClient jdbc;

    PutAside(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "a dead letter of a reaction";
    }

    @Override
    public long passed() {
        return jdbc.sql("select coalesce(min(position) - 1, 9223372036854775807) from query.stream_dead_letter")
                .query(Long.class)
                .single();
    }
}
