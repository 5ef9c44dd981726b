package io.fasti.eventstore;

import static io.fasti.eventstore.Callers.attempt;
import static io.fasti.eventstore.Callers.inParallel;
import static io.fasti.eventstore.Slugs.DIRECTORY;
import static io.fasti.eventstore.Slugs.REQUEST;
import static io.fasti.eventstore.Slugs.create;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleEvent.RoleDeleted;
import io.fasti.events.RoleEvent.RoleDescribed;
import io.fasti.events.RoleId;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserId;
import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two stores on one database stand for two processes. */
@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupCommitTest {
    private final TestStore store;
    private final TestStore other;

    GroupCommitTest(Database database) {
        store = new TestStore(database, DIRECTORY);
        other = new TestStore(database, DIRECTORY);
        Slugs.makeTables(store);
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
        // Quick commits hardly ever overlap; slow ones do, unless something keeps them from it.
        store.jdbc.sql("""
                create function directory.slow() returns trigger language plpgsql as $$
                begin
                    perform pg_sleep(random() * 0.002);
                    return null;
                end $$;
                create constraint trigger slow after insert on event_store.event deferrable initially deferred
                for each row execute function directory.slow()""").update();
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
        } finally {
            store.jdbc.sql("drop function directory.slow() cascade").update();
        }

        var all = store.log.after(from, 100_000).stream()
                .map(EventLog.Stored::position)
                .toList();
        assertThat(seen).hasSize(32 * 40 * 2).isEqualTo(all);
    }

    private String describe(RoleId id, String needed) {
        return attempt(() -> store.append(id.value(), 0, new RoleDescribed(id, needed)));
    }
}
