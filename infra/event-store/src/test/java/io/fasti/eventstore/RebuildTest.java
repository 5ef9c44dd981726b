package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.events.RoleId;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserDeleted;
import io.fasti.events.UserEvent.UserEmailChanged;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserEvent.UserRolesRevoked;
import io.fasti.events.UserId;
import io.fasti.eventstore.Projections.Act;
import io.fasti.eventstore.Projections.RebuildState;
import io.fasti.testing.Database;
import io.fasti.testing.Postgres;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Every test has its own database; a second store on it stands for a second process. */
class RebuildTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Act ACT = new Act("ops", "because");

    private final Database database = Postgres.database();
    private final TestStore store = new TestStore(database);
    private final List<RoleId> roles =
            IntStream.range(0, 5).mapToObj(_ -> RoleId.random()).toList();

    @BeforeEach
    void tables() {
        People.tables(store.jdbc);
    }

    @AfterEach
    void drop() {
        store.close();
        Postgres.drop(database);
    }

    @Test
    void a_rebuild_gives_the_same_rows_while_writes_and_reads_go_on() throws Exception {
        var people = People.version(1);
        write(new Random(1), 300);
        store.follow(people);
        Await.until(() -> standing(people).lagEvents() == 0);
        var indexes = indexes();
        var writing = new AtomicBoolean(true);
        var reads = new AtomicInteger();
        var failure = new AtomicReference<@Nullable Throwable>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 3; i++) {
                var random = new Random(10 + i);
                executor.execute(() -> guarded(failure, () -> {
                    while (writing.get()) {
                        write(random, 5);
                    }
                }));
            }
            executor.execute(() -> guarded(failure, () -> {
                while (writing.get()) {
                    var found = store.jdbc
                            .sql("select count(*) from read.person")
                            .query(Integer.class)
                            .single();
                    assertThat(found).isPositive();
                    reads.incrementAndGet();
                }
            }));
            store.rebuild(people);
            for (int i = 0; i < 3; i++) {
                rebuilt(people, "done");
            }
            writing.set(false);
        }

        assertThat(failure.get()).isNull();
        assertThat(reads.get()).isPositive();
        assertThat(store.positions.await(store.log.head(), LONG)).isTrue();
        assertLiveIsFolded(people);
        assertThat(indexes()).isEqualTo(indexes);
        assertThat(store.jdbc
                        .sql(
                                "select reloptions[1] || ' ' || obj_description(oid) from pg_class where oid = 'read.person'::regclass")
                        .query(String.class)
                        .single())
                .isEqualTo("fillfactor=90 people");
        assertThat(nothingIsLeft()).isTrue();
        assertThat(standing(people).state()).isEqualTo("live");
        assertThat(store.projections(people).operations("people", 10))
                .extracting(Projections.Operation::action)
                .containsExactly("switch", "rebuild", "switch", "rebuild", "switch", "rebuild");
    }

    @Test
    void rows_that_do_not_fit_in_memory_are_made_in_several_passes() throws Exception {
        var people = People.version(1);
        write(new Random(2), 600);
        store.settings = new EventStoreProperties.Store(
                Duration.ofSeconds(5),
                100,
                100,
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                500,
                1_000,
                DataSize.ofKilobytes(20));
        store.follow(people);
        store.rebuild(people);
        Await.until(() -> standing(people).lagEvents() == 0);

        var state = rebuilt(people, "done");

        assertThat(state.passes()).isGreaterThan(2);
        assertThat(state.compared()).asInstanceOf(InstanceOfAssertFactories.MAP).containsEntry("equal", true);
        assertLiveIsFolded(people);
    }

    @Test
    void differences_are_told_before_an_operator_lets_it_switch() throws Exception {
        var people = People.version(1);
        write(new Random(3), 100);
        store.follow(people);
        store.rebuild(people);
        Await.until(() -> standing(people).lagEvents() == 0);
        var before = People.rows(store.jdbc);
        var changed = store.jdbc
                .sql(
                        "update read.person set email = 'wrong' where user_id = (select min(user_id) from read.person) returning user_id")
                .query(String.class)
                .single();
        store.jdbc
                .sql("insert into read.person_role values ('ten_1', 'usr_nobody', 'rol_1')")
                .update();

        store.projections(people).rebuild("people", false, ACT);
        var state = ended(people, "ready");

        var json = EventJson.mapper().valueToTree(state.compared());
        assertThat(json.path("equal").asBoolean()).isFalse();
        assertThat(json.path("tables").path(0).path("changed").asInt()).isEqualTo(1);
        assertThat(json.path("tables").path(1).path("missing").asInt()).isEqualTo(1);
        assertThat(json.path("examples").path(0).path("key").path("user_id").asString())
                .isEqualTo(changed);
        assertThat(json.path("examples").path(0).path("columns").path(0).asString())
                .isEqualTo("email");
        assertThat(json.toString()).doesNotContain("wrong");
        assertThat(People.rows(store.jdbc)).isNotEqualTo(before);
        assertThatThrownBy(() -> store.projections(people).rebuild("people", true, ACT))
                .isInstanceOf(OperationRefused.class);

        store.projections(people).switchOver("people", ACT);
        ended(people, "done");
        assertThat(People.rows(store.jdbc)).isEqualTo(before);
    }

    @Test
    void a_rebuild_that_is_killed_while_it_fills_is_begun_again_by_the_next_process() throws Exception {
        write(new Random(4), 200);
        var reached = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var stuck = new People(1, recorded -> {
            if (recorded.position() == 150) {
                reached.countDown();
                forGood(never);
            }
        });
        var people = People.version(1);
        store.follow(people);
        Await.until(() -> standing(people).lagEvents() == 0);
        try (var dying = new TestStore(database)) {
            dying.rebuild(stuck);
            store.projections(people).rebuild("people", true, ACT);
            reached.await();
            store.jdbc
                    .sql(
                            "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid <> 0 and pid in"
                                    + " (select pid from pg_stat_activity where query like '%rebuild%' and pid <> pg_backend_pid())")
                    .query(Boolean.class)
                    .list();
            assertThat(phase(people)).isEqualTo("filling");
            never.countDown();
        }
        assertThat(People.rows(store.jdbc)).isNotEmpty();

        store.rebuild(people);
        var state = ended(people, "done");

        assertThat(state.attempt()).isGreaterThan(1);
        assertThat(store.positions.await(store.log.head(), LONG)).isTrue();
        assertLiveIsFolded(people);
        assertThat(nothingIsLeft()).isTrue();
    }

    @Test
    void a_rebuild_that_is_stopped_once_its_rows_are_made_goes_on_with_them() throws Exception {
        var people = People.version(1);
        write(new Random(5), 100);
        store.follow(people);
        Await.until(() -> standing(people).lagEvents() == 0);
        try (var first = new TestStore(database)) {
            first.rebuild(people);
            store.projections(people).rebuild("people", false, ACT);
            ended(people, "ready");
        }
        write(new Random(6), 50);
        store.jdbc.sql("comment on table rebuild.person is 'the same one'").update();

        store.rebuild(people);
        store.projections(people).switchOver("people", ACT);
        ended(people, "done");

        assertThat(store.positions.await(store.log.head(), LONG)).isTrue();
        assertLiveIsFolded(people);
        assertThat(store.jdbc
                        .sql("select obj_description('read.person'::regclass)")
                        .query(String.class)
                        .single())
                .isEqualTo("the same one");
    }

    @Test
    void a_rebuild_can_be_thrown_away() throws Exception {
        var people = People.version(1);
        write(new Random(7), 50);
        store.follow(people);
        store.rebuild(people);
        Await.until(() -> standing(people).lagEvents() == 0);
        store.projections(people).rebuild("people", false, ACT);
        ended(people, "ready");

        store.projections(people).discard("people", ACT);
        ended(people, "discarded");

        assertThat(nothingIsLeft()).isTrue();
        assertThatThrownBy(() -> store.projections(people).discard("people", ACT))
                .isInstanceOf(OperationRefused.class);
        assertLiveIsFolded(people);
    }

    @Test
    void what_postgresql_refuses_is_found_event_by_event_and_parked() throws Exception {
        var people = People.version(1);
        var good = UserId.random();
        var bad = UserId.random();
        store.append(good.value(), 0, created(good, "good@example.com"));
        store.append(bad.value(), 0, created(bad, "bad@example.com"));
        store.append(bad.value(), 1, new UserEmailChanged(bad, null, "a\0b"), new UserBlocked(bad));
        store.append(good.value(), 1, new UserEmailChanged(good, null, "better@example.com"));
        store.follow(people);
        store.rebuild(people);
        Await.until(() -> standing(people).lagEvents() == 0);
        var before = People.rows(store.jdbc);

        var state = rebuilt(people, "done");

        assertThat(state.error()).isNull();
        assertThat(People.rows(store.jdbc)).isEqualTo(before);
        assertThat(store.projections(people).parked("people", 0, 10))
                .extracting(ParkedEvent::position)
                .containsExactly(3L, 4L);
    }

    @Test
    void what_the_model_refuses_is_parked_by_a_rebuild_as_it_was_before() throws Exception {
        var refused = UserId.random();
        var people = new People(1, recorded -> {
            if (recorded.event() instanceof UserBlocked e && e.userId().equals(refused)) {
                throw new IllegalStateException("poison");
            }
        });
        store.append(refused.value(), 0, created(refused, "r@example.com"));
        store.append(
                refused.value(), 1, new UserBlocked(refused), new UserEmailChanged(refused, null, "s@example.com"));
        write(new Random(8), 50);
        store.follow(people);
        store.rebuild(people);
        Await.until(() -> standing(people).lagEvents() == 0);
        var before = People.rows(store.jdbc);

        rebuilt(people, "done");

        assertThat(People.rows(store.jdbc)).isEqualTo(before);
        assertThat(standing(people).parked()).isEqualTo(2);
        assertThat(standing(people).queues()).isEqualTo(1);
    }

    @Test
    void a_newer_version_is_made_beside_the_old_one_and_the_older_release_steps_aside() throws Exception {
        var old = People.version(1);
        write(new Random(9), 100);
        var first = store.follow(old);
        store.rebuild(old);
        Await.until(() -> standing(old).lagEvents() == 0);
        assertThat(documents()).containsOnly("{\"v\": 1}");

        try (var release = new TestStore(database)) {
            var newer = People.version(2);
            var second = release.follow(newer);
            release.rebuild(newer);
            Await.until(() -> release.projections(newer).named("people").storedVersion() == 2);
            Await.until(second::isLeading);
            Await.until(() -> !first.isLeading());

            assertThat(documents()).containsOnly("{\"v\": 2}");
            write(new Random(10), 50);
            assertThat(release.positions.await(release.log.head(), LONG)).isTrue();
            assertThat(documents()).containsOnly("{\"v\": 2}");
            assertThat(release.projections(newer)
                            .operations("people", 1)
                            .getFirst()
                            .actor())
                    .isEqualTo("rebuild");
        }

        // The older release alone again: it does not touch what the newer one has made, and says so.
        write(new Random(11), 20);
        Await.until(first::isLeading);
        assertThat(standing(old).state()).isEqualTo("of_newer_release");
        assertThat(documents()).containsOnly("{\"v\": 2}");
        rebuilt(old, "done");
        assertThat(store.positions.await(store.log.head(), LONG)).isTrue();
        assertThat(documents()).containsOnly("{\"v\": 1}");
        assertThat(standing(old).state()).isEqualTo("live");
    }

    @Test
    void tables_that_a_migration_has_changed_meanwhile_are_not_replaced() throws Exception {
        var people = People.version(1);
        write(new Random(12), 20);
        store.follow(people);
        store.rebuild(people);
        Await.until(() -> standing(people).lagEvents() == 0);
        store.projections(people).rebuild("people", false, ACT);
        ended(people, "ready");

        store.jdbc.sql("alter table read.person add column nickname text").update();
        store.projections(people).switchOver("people", ACT);
        Await.until(() -> "failed".equals(phase(people)));

        assertThat(Objects.requireNonNull(standing(people).rebuild()).error()).contains("read.person");
        assertThat(nothingIsLeft()).isTrue();
        rebuilt(people, "done");
        assertLiveIsFolded(people);
    }

    @Test
    void a_rebuild_that_an_older_release_has_left_gives_way_to_that_of_the_newer_one() throws Exception {
        var old = People.version(1);
        write(new Random(13), 20);
        try (var first = new TestStore(database)) {
            first.follow(old);
            first.rebuild(old);
            Await.until(() -> standing(old).lagEvents() == 0);
            first.projections(old).rebuild("people", false, ACT);
            ended(old, "ready");
        }
        var newer = People.version(2);
        store.follow(newer);
        store.rebuild(newer);

        Await.until(() -> store.projections(newer).named("people").storedVersion() == 2);
        assertThat(documents()).containsOnly("{\"v\": 2}");
    }

    private List<String> documents() {
        return store.jdbc
                .sql("select distinct document::text from read.person where document is not null")
                .query(String.class)
                .list();
    }

    private RebuildState rebuilt(People people, String phase) {
        store.projections(people).rebuild("people", true, ACT);
        return ended(people, phase);
    }

    private RebuildState ended(People people, String phase) {
        Await.until(() -> {
            var now = phase(people);
            assertThat(now).isNotEqualTo("failed");
            return phase.equals(now);
        });
        return Objects.requireNonNull(standing(people).rebuild());
    }

    private @Nullable String phase(People people) {
        var state = standing(people).rebuild();
        return state == null ? null : state.phase();
    }

    private Projections.Standing standing(People people) {
        return store.projections(people).named("people");
    }

    /** Users come, change, get and lose roles, and go. */
    private void write(Random random, int users) {
        for (int i = 0; i < users; i++) {
            var user = UserId.random();
            long sequence = 0;
            store.append(user.value(), sequence++, created(user, "u" + random.nextInt(1000) + "@Example.com"));
            var role = roles.get(random.nextInt(roles.size()));
            if (random.nextInt(3) > 0) {
                store.append(user.value(), sequence++, new UserRolesAssigned(user, List.of(role)));
                if (random.nextInt(4) == 0) {
                    store.append(user.value(), sequence++, new UserRolesRevoked(user, List.of(role)));
                } else if (random.nextInt(4) == 0) {
                    store.append(
                            user.value(),
                            sequence++,
                            new UserDeleted(user, null, null, null, List.of(role), List.of(), List.of()));
                    continue;
                }
            }
            if (random.nextInt(3) == 0) {
                store.append(
                        user.value(),
                        sequence,
                        new UserEmailChanged(user, null, "tab\tbackslash\\ü" + i),
                        new UserBlocked(user));
            }
        }
    }

    private static UserCreated created(UserId user, String email) {
        return new UserCreated(user, email, true, null, null, null, true);
    }

    private void assertLiveIsFolded(People people) {
        var fold = store.folded(people);
        var folded = fold.rows(People.PERSON).stream()
                .map(row -> "%s %s %s %s %s"
                        .formatted(
                                row.get("user_id"),
                                row.get("email"),
                                row.get("active"),
                                row.get("document"),
                                row.get("version")))
                .toList();
        assertThat(store.jdbc
                        .sql("select concat_ws(' ', user_id, email, case when active then 'true' else 'false' end,"
                                + " coalesce(document::text, 'null'), version) from read.person")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(folded);
        var counts = fold.rows(People.ROLE_COUNT).stream()
                .map(row -> row.get("role_id") + " " + row.get("people"))
                .toList();
        assertThat(store.jdbc
                        .sql("select role_id || ' ' || people from read.role_count")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(counts);
        assertThat(store.jdbc
                        .sql("select count(*) from read.person_role")
                        .query(Integer.class)
                        .single())
                .isEqualTo(fold.rows(People.PERSON_ROLE).size());
    }

    private List<String> indexes() {
        return store.jdbc
                .sql("select indexname || ' ' || indexdef from pg_indexes where schemaname = 'read' order by 1")
                .query(String.class)
                .list();
    }

    private boolean nothingIsLeft() {
        return store.jdbc
                .sql("select not exists (select from pg_tables where schemaname = 'rebuild')"
                        + " and not exists (select from event_store.projection where name like '%~next')"
                        + " and not exists (select from event_store.dead_letter where projection like '%~next')")
                .query(Boolean.class)
                .single();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void guarded(AtomicReference<@Nullable Throwable> failure, Work work) {
        try {
            work.run();
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    private static void forGood(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
