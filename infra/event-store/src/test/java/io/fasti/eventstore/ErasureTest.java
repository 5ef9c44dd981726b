package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.events.Personal;
import io.fasti.events.RoleId;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserDeleted;
import io.fasti.events.UserEvent.UserEmailChanged;
import io.fasti.events.UserEvent.UserErased;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserId;
import io.fasti.eventstore.Projections.Act;
import io.fasti.testing.Database;
import io.fasti.testing.Postgres;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every test has its own database; two stores on it stand for two processes. */
class ErasureTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Act ACT = new Act("ops", "because");
    private static final String EMAIL = "ada.erased@example.com";

    /** What an aggregate's state may look like. */
    record State(String name) {}

    private final Database database = Postgres.database();
    private final TestStore store = new TestStore(database);
    private final TestStore other = new TestStore(database);
    private final UserId ada = UserId.random();
    private final RoleId role = RoleId.random();
    private final AtomicBoolean broken = new AtomicBoolean();
    private final People people = new People(1, recorded -> {
        if (broken.get() && recorded.event() instanceof UserBlocked) {
            throw new IllegalStateException("poison of " + EMAIL);
        }
    });

    @BeforeEach
    void tables() {
        People.tables(store.jdbc);
    }

    @AfterEach
    void drop() {
        store.close();
        other.close();
        Postgres.drop(database);
    }

    @Test
    void the_key_the_snapshot_and_what_the_event_before_would_say_go_in_the_append() {
        created();
        store.engine.storeSnapshot(new GenericDomainEventMessage<>("user", ada.value(), 1, new State(EMAIL)));
        assertThat(emailOf(other)).isEqualTo(EMAIL);
        assertThat(count("event_store.snapshot")).isEqualTo(1);

        long last = erased();

        assertThat(count("event_store.snapshot")).isZero();
        assertThat(store.jdbc
                        .sql("select wrapped is null from event_store.subject_key where subject_id = ?")
                        .param(ada.value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(emailOf(store)).isEqualTo(Personal.ERASED);
        var payloads = store.jdbc
                .sql("select payload from event_store.event where aggregate_id = ? order by sequence")
                .param(ada.value())
                .query(String.class)
                .list();
        assertThat(payloads).hasSize(4);
        assertThat(payloads.get(0)).contains("\"data\"");
        assertThat(payloads.get(2)).contains("$personal", "\"email\"").doesNotContain("\"data\"");
        assertThat(payloads.get(3)).isEqualTo("{\"userId\":\"" + ada + "\"}");
        assertThat(store.all().get(2).event()).isInstanceOfSatisfying(UserDeleted.class, deleted -> {
            assertThat(deleted.email()).isEqualTo(Personal.ERASED);
            assertThat(deleted.roles()).containsExactly(role);
        });
        assertThat(last).isEqualTo(4);
    }

    @Test
    void other_processes_hear_of_it_and_keep_nothing_anew() throws Exception {
        created();
        assertThat(emailOf(other)).isEqualTo(EMAIL);

        erased();

        Await.until(() -> emailOf(other).equals(Personal.ERASED));
        assertThat(other.keys.openPersonal(
                        TestStore.TENANT, ada.value(), other.keys.sealPersonal(TestStore.TENANT, ada.value(), EMAIL)))
                .isEmpty();
        assertThatThrownBy(() -> other.append(ada.value(), 2, new UserEmailChanged(ada, EMAIL, "late@example.com")))
                .isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void who_never_had_a_key_cannot_get_one_any_more() {
        store.append(ada.value(), 0, new UserCreated(ada, null, false, null, null, null, true));

        store.append(ada.value(), 1, new UserErased(ada));

        assertThat(store.keys.sealPersonal(TestStore.TENANT, ada.value(), EMAIL))
                .isEmpty();
    }

    @Test
    void rows_go_although_events_of_the_person_are_parked_and_the_reason_goes_too() throws Exception {
        store.follow(people);
        broken.set(true);
        created();
        long parked = store.append(ada.value(), 2, new UserBlocked(ada)).position();
        assertThat(store.positions.await(parked, LONG)).isTrue();
        assertThat(rows()).contains(EMAIL);
        var projections = store.projections(people);
        assertThat(projections.parked("people", parked).reason()).contains(EMAIL);

        long last = erased(3);

        assertThat(store.positions.await(last, LONG)).isTrue();
        assertThat(rows()).doesNotContain(EMAIL, ada.value());
        assertThat(projections.parked("people", parked).reason()).isEqualTo(Personal.ERASED);
        assertThat(projections.parked("people", 0, 10)).hasSize(3);

        broken.set(false);
        assertThat(projections.redrive("people", parked, ACT).waiting()).isZero();
        assertThat(rows()).doesNotContain(EMAIL, ada.value());
    }

    @Test
    void rows_of_a_paused_model_go_too() throws Exception {
        store.follow(people);
        long before = created();
        assertThat(store.positions.await(before, LONG)).isTrue();
        var projections = store.projections(people);
        projections.pause("people", ACT);

        long last = erased();

        assertThat(store.positions.await(last, LONG)).isTrue();
        assertThat(rows()).doesNotContain(EMAIL, ada.value());
        projections.resume("people", ACT);
        Await.until(() -> projections.named("people").state().equals("live"));
        assertThat(rows()).doesNotContain(EMAIL, ada.value());
        assertThat(People.rows(store.jdbc)).containsExactly("role_count (ten_1," + role + ",0)");
    }

    @Test
    void a_rebuild_that_waits_for_its_switch_hears_of_it() throws Exception {
        store.follow(people);
        store.rebuild(people);
        long before = created();
        assertThat(store.positions.await(before, LONG)).isTrue();
        var projections = store.projections(people);
        projections.rebuild("people", false, ACT);
        Await.until(() -> projections.named("people").rebuild() instanceof Projections.RebuildState state
                && state.phase().equals("ready"));
        assertThat(beside()).contains(EMAIL);

        erased();

        Await.until(() -> !beside().contains(EMAIL));
        projections.switchOver("people", ACT);
        Await.until(() -> projections.named("people").rebuild() instanceof Projections.RebuildState state
                && state.phase().equals("done"));
        assertThat(rows()).doesNotContain(EMAIL, ada.value());
    }

    @Test
    void statistics_of_the_tables_forget_the_values() throws Exception {
        store.follow(people);
        long before = created();
        assertThat(store.positions.await(before, LONG)).isTrue();
        for (int i = 0; i < 3; i++) {
            store.jdbc
                    .sql("insert into read.person (tenant_id, user_id, email) values ('ten_1', 'usr_' || ?, ?)")
                    .params(i, EMAIL)
                    .update();
        }
        store.jdbc.sql("analyze read.person").update();
        store.jdbc.sql("delete from read.person where user_id like 'usr__'").update();
        assertThat(statistics()).contains(EMAIL);

        long last = erased();

        assertThat(store.positions.await(last, LONG)).isTrue();
        assertThat(statistics()).contains(EMAIL);
        new StaleStatistics(store.pool, store.tail, Duration.ofHours(1)).gather();
        assertThat(statistics()).doesNotContain(EMAIL);
        assertThat(count("event_store.stale_statistics")).isZero();
    }

    private long created() {
        var created = new UserCreated(ada, EMAIL, true, null, null, null, true);
        return store.append(ada.value(), 0, created, new UserRolesAssigned(ada, List.of(role)))
                .position();
    }

    private long erased() {
        return erased(2);
    }

    private long erased(long sequence) {
        var deleted = new UserDeleted(ada, EMAIL, null, null, List.of(role), List.of(), List.of());
        return store.append(ada.value(), sequence, deleted, new UserErased(ada)).position();
    }

    private String emailOf(TestStore process) {
        var loaded = process.load(TestStore.write(List.of()), ada.value());
        return String.valueOf(((UserCreated) loaded.getFirst()).email());
    }

    private String rows() {
        return String.join("\n", People.rows(store.jdbc));
    }

    private String beside() {
        return store.jdbc
                .sql("select coalesce(string_agg(p::text, ' '), '') from rebuild.person p")
                .query(String.class)
                .single();
    }

    private String statistics() {
        return store.jdbc
                .sql("select coalesce(string_agg(s::text, ' '), '') from pg_stats s where tablename = 'person'")
                .query(String.class)
                .single();
    }

    private long count(String table) {
        return store.jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
