package io.fasti.eventstore;

import static io.fasti.eventstore.Callers.attempt;
import static io.fasti.eventstore.Callers.inParallel;
import static io.fasti.eventstore.Slugs.DIRECTORY;
import static io.fasti.eventstore.Slugs.SLUG;
import static io.fasti.eventstore.Slugs.create;
import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.RoleId;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserId;
import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.util.unit.DataSize;

/** What becomes of commits when connections break, the database stands still or is away, and callers or the writer stop. */
@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenConnectionsTest {
    private final TestStore store;

    BrokenConnectionsTest(Database database) {
        store = new TestStore(database, DIRECTORY);
        Slugs.makeTables(store);
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void a_connection_that_is_cut_loses_and_doubles_nothing() throws Exception {
        var acknowledged = ConcurrentHashMap.<String>newKeySet();
        var refused = new AtomicInteger();
        var stop = new AtomicBoolean();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> cutter = executor.submit(() -> {
                for (int i = 0; i < 12 || !stop.get(); i++) {
                    int goal = acknowledged.size() + 60;
                    Await.until(() -> stop.get() || acknowledged.size() >= goal);
                    store.jdbc
                            .sql("select pg_terminate_backend(pid) from pg_stat_activity"
                                    + " where application_name = 'fasti commit' and datname = current_database()")
                            .query(Boolean.class)
                            .list();
                }
            });
            inParallel(16, i -> {
                for (int n = 0; n < 60; n++) {
                    var user = UserId.random();
                    try {
                        store.append(
                                user.value(),
                                0,
                                new UserCreated(user, null, true, "u" + i + "-" + n, null, null, true));
                        acknowledged.add(user.value());
                    } catch (Rejection e) {
                        assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE_NOW);
                        refused.incrementAndGet();
                    }
                }
                return "done";
            });
            stop.set(true);
            cutter.get();
        }

        assertThat(acknowledged.size() + refused.get()).isEqualTo(960);
        var stored = store.jdbc
                .sql("select aggregate_id from event_store.event where event_type = 'user.created'")
                .query(String.class)
                .list();
        assertThat(stored).containsAll(acknowledged).doesNotHaveDuplicates();
        assertThat(store.all()).isNotEmpty();
    }

    @Test
    void a_table_that_is_locked_for_too_long_is_not_waited_for() throws Exception {
        try (var impatient = impatient();
                var connection = store.pool.getConnection()) {
            connection.setAutoCommit(false);
            try (var lock = connection.createStatement()) {
                lock.execute("lock table event_store.event in access exclusive mode");
            }
            assertThat(create(impatient, RoleId.random(), "locked")).isEqualTo("UNAVAILABLE_NOW");
            connection.rollback();
            assertThat(create(impatient, RoleId.random(), "locked")).isEqualTo("done");
        }
    }

    @Test
    void nothing_is_taken_after_the_stop_and_everything_before() {
        var stopping = new TestStore(database(), DIRECTORY);
        var outcomes = inParallel(100, i -> {
            if (i == 50) {
                stopping.commits.stop();
            }
            return create(stopping, RoleId.random(), "stopping-" + i);
        });
        stopping.close();

        assertThat(outcomes.keySet()).isSubsetOf("done", "UNAVAILABLE_NOW");
        assertThat(store.jdbc
                        .sql("select count(*) from directory.slug where slug like 'stopping-%'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(outcomes.getOrDefault("done", 0));
        assertThat(create(stopping, RoleId.random(), "late")).isEqualTo("UNAVAILABLE_NOW");
    }

    @Test
    void a_database_that_is_away_is_told_of_in_bounded_time() {
        var nowhere = new Connections("jdbc:postgresql://127.0.0.1:1/none", "nobody", "");
        var settings = new EventStoreProperties.Store(
                Duration.ofMillis(300),
                10,
                10,
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                10,
                10,
                DataSize.ofMegabytes(1));
        var commits = new GroupCommit(nowhere, settings, new CommitSignal());
        commits.start();

        var outcomes = inParallel(
                8,
                _ -> attempt(() -> commits.commit(commits.prepare(
                        List.of(),
                        List.of(),
                        List.of(new RowOperation.Upsert(SLUG, Row.of("tenant_id", "t", "slug", "s"))),
                        () -> {}))));
        commits.stop();

        assertThat(outcomes).containsOnly(Map.entry("UNAVAILABLE_NOW", 8));
    }

    @Test
    void a_caller_that_is_interrupted_does_not_wait_for_what_was_not_sent() throws Exception {
        try (var connection = store.pool.getConnection()) {
            connection.setAutoCommit(false);
            try (var lock = connection.createStatement()) {
                lock.execute("select pg_advisory_xact_lock(" + CommitBatch.APPEND_LOCK + ")");
            }
            var first = Thread.ofVirtual().start(() -> create(store, RoleId.random(), "held-up"));
            Await.until(() -> store.jdbc
                            .sql(
                                    "select count(*) from pg_locks where locktype = 'advisory' and not granted"
                                            + " and database = (select oid from pg_database where datname = current_database())")
                            .query(Long.class)
                            .single()
                    == 1);
            var outcome = new CompletableFuture<String>();
            var second = Thread.ofVirtual().start(() -> outcome.complete(create(store, RoleId.random(), "impatient")));
            Await.until(() -> second.getState() == Thread.State.WAITING);
            second.interrupt();

            assertThat(outcome.get(10, TimeUnit.SECONDS)).isEqualTo("UNAVAILABLE_NOW");
            connection.rollback();
            first.join();
        }
        assertThat(create(store, RoleId.random(), "held-up")).isEqualTo("ROLE_SLUG_TAKEN");
        assertThat(create(store, RoleId.random(), "impatient")).isEqualTo("done");
    }

    private TestStore impatient() {
        return new TestStore(database(), Duration.ofMillis(700), List.of(DIRECTORY), List.of());
    }

    private Database database() {
        return new Database(store.connections.url(), store.connections.user(), store.connections.password());
    }
}
