package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.testing.Database;
import io.fasti.testing.Postgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stream is one range of one index, whatever PostgreSQL knows of the table. */
class StreamPlanTest {
    private static final String RANGE = "Index Scan using event_aggregate_id_sequence_key on event";

    private final Database database = Postgres.database();
    private final TestStore store = new TestStore(database);

    @AfterEach
    void drop() {
        store.close();
        Postgres.drop(database);
    }

    @Test
    void a_stream_is_one_range_of_an_index_before_and_after_the_first_statistics() {
        store.jdbc
                .sql("alter table event_store.event set (autovacuum_enabled = false)")
                .update();
        assertThat(plan()).as("an empty table").anyMatch(line -> line.contains(RANGE));
        store.jdbc.sql("""
                        insert into event_store.event (tenant_id, aggregate_type, aggregate_id, sequence, event_type, revision,
                            payload, metadata, occurred_at)
                        select 'ten_1', 'user', 'usr_' || i % 5000, i / 5000, 'user.blocked', 1, repeat('p', 300),
                            repeat('m', 200), now()
                        from generate_series(0, 39999) i
                        """).update();
        assertThat(plan()).as("never analyzed").anyMatch(line -> line.contains(RANGE));
        store.jdbc.sql("analyze event_store.event").update();
        assertThat(plan()).as("analyzed").anyMatch(line -> line.contains(RANGE));
    }

    /** As the service asks: with this cost of a page, and planned once for all. */
    private List<String> plan() {
        var lines = new ArrayList<String>();
        try (var connection = store.pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set random_page_cost = 1.1");
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("deallocate all");
            statement.execute("prepare stream (text, bigint) as "
                    + EventStreams.STREAM.replaceFirst("\\?", "\\$1").replaceFirst("\\?", "\\$2"));
            try (var plan = statement.executeQuery("explain (costs off) execute stream ('usr_7', 0)")) {
                while (plan.next()) {
                    lines.add(plan.getString(1));
                }
            }
            statement.execute("deallocate all; reset all");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return lines;
    }
}
