package io.fasti.query.bridge;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The right to publish the store's events: held by one process, for as long as it renews it. */
@Component
class BridgeLease {
    static final Duration TERM = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final String holder = UUID.randomUUID().toString();

    BridgeLease(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes or renews it; the id of the store when it is ours now. */
    Optional<UUID> take() {
        return jdbc.sql("""
                        update query.bridge
                        set holder = :holder,
                            held_until = clock_timestamp() + make_interval(secs => :seconds)
                        where holder is null
                            or holder = :holder
                            or held_until < clock_timestamp()
                        returning store_id
                        """)
                .param("holder", holder)
                .param("seconds", TERM.toSeconds())
                .query(UUID.class)
                .optional();
    }

    /** Tells how far the holder is. */
    void published(long position) {
        jdbc.sql("update query.bridge set published = :position where holder = :holder and published <> :position")
                .param("position", position)
                .param("holder", holder)
                .update();
    }

    void giveBack() {
        jdbc.sql("update query.bridge set holder = null, held_until = null where holder = :holder")
                .param("holder", holder)
                .update();
    }
}
