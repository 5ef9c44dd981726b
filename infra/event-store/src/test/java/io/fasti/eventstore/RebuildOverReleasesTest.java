package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Rebuilds that are interrupted, and those that a release begins. */
class RebuildOverReleasesTest extends RebuiltPeople {
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

    private static void forGood(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
