package io.fasti.eventstore;

import static io.fasti.eventstore.Column.Type.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.RoleEvent;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleEvent.RoleDeleted;
import io.fasti.events.RoleEvent.RoleDescribed;
import io.fasti.events.RoleEvent.RoleRenamed;
import io.fasti.events.RoleId;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserId;
import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.util.unit.DataSize;

/** Two stores on one database stand for two processes. */
@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupCommitTest {
    private static final Table SLUG = Table.named("directory.slug")
            .key("tenant_id", TEXT)
            .key("slug", TEXT)
            .column("role_id", TEXT);
    private static final Table REQUEST = Table.named("directory.request")
            .key("tenant_id", TEXT)
            .key("key", TEXT)
            .column("hash", TEXT);

    /** A role claims its slug; one that is described needs the role named in the description. */
    private static final Directory<RoleEvent> DIRECTORY = new Directory<>() {
        @Override
        public Class<RoleEvent> events() {
            return RoleEvent.class;
        }

        @Override
        public List<Table> tables() {
            return List.of(SLUG);
        }

        @Override
        public List<RowOperation> project(Recorded<? extends RoleEvent> recorded) {
            var tenant = recorded.tenantId().value();
            return switch (recorded.event()) {
                case RoleCreated e ->
                    List.of(new RowOperation.Insert(
                            SLUG,
                            Row.of("tenant_id", tenant, "slug", e.slug(), "role_id", e.roleId()),
                            new Rejection(ErrorCode.ROLE_SLUG_TAKEN)));
                case RoleDescribed e ->
                    List.of(new RowOperation.Require(
                            SLUG,
                            Row.of("tenant_id", tenant, "slug", e.description()),
                            new Rejection(ErrorCode.ROLE_NOT_FOUND)));
                case RoleRenamed e ->
                    List.of(new RowOperation.Update(
                            SLUG, Row.of("tenant_id", tenant, "slug", "x"), Row.of("role_id", e.name())));
                case RoleDeleted e ->
                    List.of(new RowOperation.Delete(SLUG, Row.of("tenant_id", tenant, "slug", e.slug())));
                default -> List.of();
            };
        }
    };

    private final TestStore store;
    private final TestStore other;

    GroupCommitTest(Database database) {
        store = new TestStore(database, DIRECTORY);
        other = new TestStore(database, DIRECTORY);
        store.jdbc.sql("create schema directory").update();
        store.jdbc
                .sql(
                        "create table directory.slug (tenant_id text, slug text, role_id text, primary key (tenant_id, slug))")
                .update();
        store.jdbc
                .sql(
                        "create table directory.request (tenant_id text, key text, hash text, primary key (tenant_id, key))")
                .update();
    }

    @AfterAll
    void close() {
        store.close();
        other.close();
    }

    @Test
    void of_two_hundred_who_claim_the_same_one_gets_it() {
        var outcomes = inParallel(200, i -> {
            var id = RoleId.random();
            return create(i % 2 == 0 ? store : other, id, "wanted");
        });

        assertThat(outcomes).containsEntry("done", 1).containsEntry("ROLE_SLUG_TAKEN", 199);
        assertThat(store.jdbc
                        .sql("select count(*) from directory.slug where slug = 'wanted'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void those_who_are_not_to_blame_get_through_beside_those_who_are() {
        create(store, RoleId.random(), "occupied");

        var outcomes = inParallel(300, i -> switch (i % 3) {
            case 0 -> create(store, RoleId.random(), "occupied");
            case 1 -> describe(RoleId.random(), "missing-" + i);
            default -> create(store, RoleId.random(), "free-" + i);
        });

        assertThat(outcomes)
                .containsEntry("done", 100)
                .containsEntry("ROLE_SLUG_TAKEN", 100)
                .containsEntry("ROLE_NOT_FOUND", 100);
    }

    @Test
    void a_value_that_cannot_be_stored_harms_only_its_own_command() {
        var outcomes =
                inParallel(60, i -> create(store, RoleId.random(), i == 30 ? "bad\u0000slug" : "good-slug-" + i));

        assertThat(outcomes).containsEntry("done", 59).containsEntry("IllegalStateException", 1);
    }

    @Test
    void a_reference_holds_until_it_is_deleted() {
        var role = RoleId.random();
        create(store, role, "referenced");
        assertThat(describe(RoleId.random(), "referenced")).isEqualTo("done");

        store.append(role.value(), 1, new RoleDeleted(role, "referenced", List.of()));

        assertThat(describe(RoleId.random(), "referenced")).isEqualTo("ROLE_NOT_FOUND");
    }

    @Test
    void one_command_may_give_up_a_name_and_take_it_again() {
        var role = RoleId.random();
        create(store, role, "mine");

        store.append(
                role.value(),
                1,
                new RoleDeleted(role, "mine", List.of()),
                new RoleCreated(role, "mine", "Mine", null, false),
                new RoleDescribed(role, "mine"));

        assertThat(store.load(TestStore.write(List.of()), role.value())).hasSize(4);
    }

    @Test
    void a_race_on_one_aggregate_has_one_winner_per_version() {
        var user = UserId.random();
        store.append(user.value(), 0, new UserCreated(user, null, true, "racer", null, null, true));

        var outcomes = inParallel(
                50, i -> attempt(() -> (i % 2 == 0 ? store : other).append(user.value(), 1, new UserBlocked(user))));

        assertThat(outcomes).containsEntry("done", 1).containsEntry("ConcurrencyException", 49);
    }

    @Test
    void a_repeated_request_is_told_so_before_anything_else() {
        var row = new RowOperation.Insert(
                REQUEST,
                Row.of("tenant_id", "ten_1", "key", "once", "hash", "h"),
                new Rejection(ErrorCode.IDEMPOTENCY_KEY_TAKEN));
        var outcomes = inParallel(
                20,
                _ -> attempt(() -> {
                    var id = RoleId.random();
                    store.append(
                            TestStore.write(List.of(row)),
                            id.value(),
                            0,
                            new RoleCreated(id, "once", "Once", null, false));
                }));

        assertThat(outcomes).containsEntry("done", 1).containsEntry("IDEMPOTENCY_KEY_TAKEN", 19);
    }

    @Test
    void rows_of_a_command_without_events_are_written_once() {
        var row = new RowOperation.Insert(
                REQUEST,
                Row.of("tenant_id", "ten_1", "key", "quiet", "hash", "h"),
                new Rejection(ErrorCode.IDEMPOTENCY_KEY_TAKEN));
        var write = TestStore.write(List.of(row));

        store.engine.flush(write);
        store.engine.flush(write);

        assertThat(store.jdbc
                        .sql("select count(*) from directory.request where key = 'quiet'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThatThrownBy(() -> store.engine.flush(TestStore.write(List.of(row))))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_TAKEN));
    }

    @Test
    void positions_are_given_in_the_order_in_which_they_become_visible() throws Exception {
        long from = store.log.head();
        var stop = new AtomicBoolean();
        var seen = Collections.synchronizedList(new ArrayList<Long>());
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> reader = executor.submit(() -> {
                long last = from;
                while (true) {
                    boolean isLastRound = stop.get();
                    for (var stored : store.log.after(last, 10_000)) {
                        last = stored.position();
                        seen.add(last);
                    }
                    if (isLastRound) {
                        return;
                    }
                }
            });
            inParallel(32, i -> {
                for (int n = 0; n < 40; n++) {
                    var user = UserId.random();
                    (i % 2 == 0 ? store : other).append(user.value(), 0, new UserBlocked(user), new UserBlocked(user));
                }
                return "done";
            });
            stop.set(true);
            reader.get();
        }

        var all = store.log.after(from, 100_000).stream()
                .map(EventLog.Stored::position)
                .toList();
        assertThat(seen).hasSize(32 * 40 * 2).isEqualTo(all);
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
                        List.of(new RowOperation.Upsert(SLUG, Row.of("tenant_id", "t", "slug", "s")))))));
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

    private static String create(TestStore store, RoleId id, String slug) {
        return attempt(() -> store.append(id.value(), 0, new RoleCreated(id, slug, slug, null, false)));
    }

    private String describe(RoleId id, String needed) {
        return attempt(() -> store.append(id.value(), 0, new RoleDescribed(id, needed)));
    }

    private static String attempt(Runnable command) {
        try {
            command.run();
            return "done";
        } catch (Rejection e) {
            return e.code().name();
        } catch (ConcurrencyException | IllegalStateException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static Map<String, Integer> inParallel(int callers, IntFunction<String> command) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = IntStream.range(0, callers)
                    .mapToObj(i -> executor.submit(() -> command.apply(i)))
                    .toList();
            return outcomes.stream().collect(Collectors.toMap(GroupCommitTest::outcome, _ -> 1, Integer::sum));
        }
    }

    private static String outcome(Future<String> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
