package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.events.UserEvent;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserEmailChanged;
import io.fasti.events.UserId;
import io.fasti.eventstore.Projections.Act;
import io.fasti.testing.Database;
import io.fasti.testing.Postgres;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every test has its own database. */
class ProjectionsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Act ACT = new Act("ops", "because");

    private final Database database = Postgres.database();
    private final TestStore store = new TestStore(database);
    private final AtomicBoolean broken = new AtomicBoolean(true);
    private final UserId poisonous = UserId.random();
    private final People people = new People(1, recorded -> {
        if (broken.get()
                && recorded.event() instanceof UserBlocked blocked
                && blocked.userId().equals(poisonous)) {
            throw new IllegalStateException("poison");
        }
    });
    private final Projections projections = store.projections(people, Names.MODEL);

    /** Another model beside it, of the same events. */
    private record Names() implements ReadModel<UserEvent> {
        static final Names MODEL = new Names();
        static final Table TABLE = Table.named("read.name")
                .key("tenant_id", Column.Type.TEXT)
                .key("user_id", Column.Type.TEXT)
                .column("version", Column.Type.BIGINT);

        @Override
        public String name() {
            return "names";
        }

        @Override
        public Class<UserEvent> events() {
            return UserEvent.class;
        }

        @Override
        public List<Table> tables() {
            return List.of(TABLE);
        }

        @Override
        public List<RowOperation> project(Recorded<? extends UserEvent> recorded) {
            return List.of(new RowOperation.Upsert(
                    TABLE,
                    Row.of(
                            "tenant_id",
                            recorded.tenantId(),
                            "user_id",
                            recorded.aggregateId(),
                            "version",
                            recorded.sequence())));
        }
    }

    @BeforeEach
    void follow() {
        People.tables(store.jdbc);
        store.jdbc
                .sql(
                        "create table read.name (tenant_id text, user_id text, version bigint, primary key (tenant_id, user_id))")
                .update();
        store.follow(people, Names.MODEL);
    }

    @AfterEach
    void drop() {
        store.close();
        Postgres.drop(database);
    }

    @Test
    void a_standing_tells_position_lag_holder_and_what_is_parked() throws Exception {
        write(UserId.random(), 0);
        poison();
        var last = write(UserId.random(), 0);

        assertThat(store.positions.await(last, LONG)).isTrue();
        var standing = projections.named("people");
        assertThat(standing.state()).isEqualTo("live");
        assertThat(standing.position()).isEqualTo(last).isEqualTo(standing.head());
        assertThat(standing.lagEvents()).isZero();
        assertThat(standing.lagSeconds()).isZero();
        assertThat(standing.rate()).isPositive();
        assertThat(standing.holder()).isEqualTo(Follower.processName());
        assertThat(standing.parked()).isEqualTo(2);
        assertThat(standing.queues()).isEqualTo(1);
        assertThat(projections.named("names").parked()).isZero();
        assertThat(projections.all()).extracting(Projections.Standing::name).containsExactly("names", "people");
    }

    @Test
    void a_paused_model_stands_still_while_the_others_go_on_and_catches_up_when_it_is_resumed() throws Exception {
        var first = write(UserId.random(), 0);
        assertThat(store.positions.await(first, LONG)).isTrue();

        assertThat(projections.pause("people", ACT).state()).isEqualTo("paused");
        projections.pause("people", ACT);
        var last = write(UserId.random(), 0);
        assertThat(store.positions.await(last, LONG)).isTrue();
        assertThat(count("read.person")).isEqualTo(1);
        assertThat(count("read.name")).isEqualTo(2);
        assertThat(projections.named("people").position()).isEqualTo(first);
        assertThat(projections.named("people").lagEvents()).isEqualTo(1);
        assertThat(projections.named("people").lagSeconds()).isPositive();

        projections.resume("people", ACT);
        Await.until(() -> projections.named("people").state().equals("live"));
        assertThat(count("read.person")).isEqualTo(2);
        assertThat(projections.operations("people", 10))
                .extracting(Projections.Operation::action)
                .containsExactly("resume", "pause");
    }

    @Test
    void a_reset_model_begins_from_the_first_event() throws Exception {
        write(UserId.random(), 0);
        var last = poison();
        assertThat(store.positions.await(last, LONG)).isTrue();
        store.jdbc
                .sql("insert into read.person (tenant_id, user_id) values ('ten_1', 'usr_nobody')")
                .update();
        broken.set(false);

        projections.reset("people", ACT);

        Await.until(() -> projections.named("people").state().equals("live"));
        assertThat(projections.named("people").parked()).isZero();
        assertThat(count("read.person")).isEqualTo(2);
        assertThat(versionOf(poisonous)).isEqualTo(2);
    }

    @Test
    void a_parked_queue_is_shown_and_redriven_once_it_can_be_taken() throws Exception {
        var last = poison();
        assertThat(store.positions.await(last, LONG)).isTrue();

        var queue = projections.parked("people", 0, 10);
        assertThat(queue).extracting(ParkedEvent::position).containsExactly(2L, 3L);
        assertThat(queue.getFirst().reason()).contains("poison");
        assertThat(queue.getFirst().waiting()).isEqualTo(1);
        assertThat(queue.getLast().behind()).isEqualTo(2);
        var payload = String.valueOf(projections.parked("people", 3).payload());
        assertThat(payload).contains("$personal").doesNotContain("new@example.com");

        var still = projections.redrive("people", 2, ACT);
        assertThat(still.applied()).isZero();
        assertThat(still.waiting()).isEqualTo(2);
        assertThat(still.reason()).contains("poison");

        broken.set(false);
        assertThat(projections.redrive("people", 3, ACT)).isEqualTo(new ParkedEvents.Redriven(2, 0, null));
        assertThat(versionOf(poisonous)).isEqualTo(2);
        assertThat(projections.named("people").parked()).isZero();

        var next = write(poisonous, 3);
        assertThat(store.positions.await(next, LONG)).isTrue();
        assertThat(versionOf(poisonous)).isEqualTo(3);
    }

    @Test
    void events_that_come_while_a_queue_is_redriven_are_not_lost() throws Exception {
        var last = poison();
        assertThat(store.positions.await(last, LONG)).isTrue();
        broken.set(false);

        long sequence = 3;
        for (int i = 0; i < 20; i++) {
            write(poisonous, sequence++);
            if (i == 10) {
                projections.redrive("people", 2, ACT);
            }
        }
        var end = write(poisonous, sequence);

        assertThat(store.positions.await(end, LONG)).isTrue();
        assertThat(projections.named("people").parked()).isZero();
        assertThat(versionOf(poisonous)).isEqualTo(sequence);
    }

    @Test
    void the_first_of_a_queue_can_be_given_up_with_a_reason_that_is_kept() throws Exception {
        var last = poison();
        assertThat(store.positions.await(last, LONG)).isTrue();

        assertThatThrownBy(() -> projections.drop("people", 3, ACT))
                .isInstanceOfSatisfying(OperationRefused.class, refused -> assertThat(refused.kind())
                        .isEqualTo(OperationRefused.Kind.CONFLICT));
        projections.drop("people", 2, ACT);
        assertThat(projections.redrive("people", 3, ACT).applied()).isEqualTo(1);

        assertThat(versionOf(poisonous)).isEqualTo(2);
        var drop = projections.operations("people", 10).getLast();
        assertThat(drop.action()).isEqualTo("drop");
        assertThat(drop.actor()).isEqualTo("ops");
        assertThat(drop.reason()).isEqualTo("because");
        assertThat(drop.position()).isEqualTo(2);
        assertThat(drop.aggregateId()).isEqualTo(poisonous.value());
        assertThat(drop.detail()).contains("poison");
    }

    @Test
    void what_is_not_there_is_refused_as_unknown() {
        for (var call : List.<Runnable>of(
                () -> projections.named("nothing"),
                () -> projections.pause("nothing", ACT),
                () -> projections.parked("people", 1),
                () -> projections.redrive("people", 1, ACT),
                () -> projections.drop("people", 1, ACT))) {
            assertThatThrownBy(call::run)
                    .isInstanceOfSatisfying(OperationRefused.class, refused -> assertThat(refused.kind())
                            .isEqualTo(OperationRefused.Kind.UNKNOWN));
        }
    }

    /** Position of the last event of a queue of two: what cannot be taken, and one that waits behind it. */
    private long poison() {
        write(poisonous, 0);
        return store.append(
                        poisonous.value(),
                        1,
                        new UserBlocked(poisonous),
                        new UserEmailChanged(poisonous, null, "new@example.com"))
                .position();
    }

    private long write(UserId user, long sequence) {
        return (sequence == 0
                        ? store.append(
                                user.value(), 0, new UserCreated(user, "a@example.com", true, null, null, null, true))
                        : store.append(user.value(), sequence, new UserEmailChanged(user, null, "b@example.com")))
                .position();
    }

    private int count(String table) {
        return store.jdbc
                .sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }

    private long versionOf(UserId user) {
        return store.jdbc
                .sql("select version from read.person where user_id = ?")
                .param(user.value())
                .query(Long.class)
                .single();
    }
}
