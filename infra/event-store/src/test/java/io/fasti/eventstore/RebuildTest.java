package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserEmailChanged;
import io.fasti.events.UserId;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class RebuildTest extends RebuiltPeople {
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
}
