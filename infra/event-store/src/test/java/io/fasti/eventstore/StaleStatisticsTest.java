package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.testing.Database;
import io.fasti.testing.Postgres;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL plans with is true, soon after a table has grown. */
class StaleStatisticsTest {
    private final Database database = Postgres.database();
    private final TestStore store = new TestStore(database);
    private final StaleStatistics statistics = new StaleStatistics(store.pool, store.tail, Duration.ofHours(1));

    @BeforeEach
    void create() {
        store.jdbc.sql("create schema read").update();
        store.jdbc.sql("""
                        create table read.person (
                            tenant_id text, user_id text, email text, primary key (tenant_id, user_id)
                        ) with (autovacuum_enabled = false)
                        """).update();
        store.jdbc
                .sql("create index person_email on read.person (tenant_id, email, user_id)")
                .update();
    }

    @AfterEach
    void drop() {
        store.close();
        Postgres.drop(database);
    }

    /** As a service asks: planned once for all, while the table was empty and all indexes were worth the same. */
    @Test
    void a_row_of_a_table_that_has_grown_is_sought_by_its_primary_key() throws SQLException {
        try (var connection = store.pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set random_page_cost = 1.1");
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("prepare person (text, text) as "
                    + "select * from read.person where tenant_id = $1 and user_id = $2");
            plan(statement);

            grow(2_000);
            assertThat(rowsKnown()).isNegative();
            statistics.gather();

            assertThat(rowsKnown()).isEqualTo(2_000);
            assertThat(plan(statement)).contains("person_pkey").doesNotContain("person_email");
            statement.execute("deallocate all; reset all");
        }
    }

    @Test
    void a_table_is_looked_at_again_when_it_has_grown_tenfold() throws SQLException {
        grow(2_000);
        statistics.gather();
        long first = rowsKnown();
        assertThat(first).isEqualTo(2_000);

        grow(6_000);
        statistics.gather();
        assertThat(rowsKnown()).as("fourfold is left to autovacuum").isEqualTo(first);

        grow(30_000);
        statistics.gather();
        assertThat(rowsKnown()).isEqualTo(38_000);
    }

    @Test
    void a_table_that_a_rebuild_makes_is_left_to_it() throws SQLException {
        store.jdbc
                .sql("create table rebuild.person (like read.person) with (autovacuum_enabled = false)")
                .update();
        grow("rebuild.person", 2_000);

        statistics.gather();

        assertThat(rowsKnown("rebuild.person")).isNegative();
    }

    @Test
    void a_table_that_somebody_holds_is_left_to_them() throws SQLException {
        grow(2_000);
        try (var other = store.pool.getConnection();
                var lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table read.person in share update exclusive mode");
            statistics.gather();
            assertThat(rowsKnown()).isNegative();
            other.rollback();
            other.setAutoCommit(true);
        }
        statistics.gather();
        assertThat(rowsKnown()).isEqualTo(2_000);
    }

    private void grow(int rows) {
        grow("read.person", rows);
    }

    private void grow(String table, int rows) {
        store.jdbc.sql("""
                        insert into %s
                        select 'ten_1', 'usr_' || gen_random_uuid(), gen_random_uuid() || '@example.org'
                        from generate_series(1, ?)
                        """.formatted(table)).param(rows).update();
    }

    /** Negative when the table was never looked at. */
    private long rowsKnown() {
        return rowsKnown("read.person");
    }

    private long rowsKnown(String table) {
        return store.jdbc
                .sql("select reltuples::bigint from pg_class where oid = ?::regclass")
                .param(table)
                .query(Long.class)
                .single();
    }

    private static String plan(Statement statement) throws SQLException {
        try (var plan = statement.executeQuery("explain (format json) execute person ('ten_1', 'usr_7')")) {
            plan.next();
            return plan.getString(1);
        }
    }
}
