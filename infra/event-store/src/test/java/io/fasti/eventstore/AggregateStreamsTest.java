package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.IdentityEvent;
import io.fasti.events.Personal;
import io.fasti.events.TenantId;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserUnblocked;
import io.fasti.events.UserId;
import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an aggregate is loaded from; two stores on one database stand for two processes. */
@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AggregateStreamsTest {
    /** What an aggregate's state may look like. */
    record State(String name) {}

    private final TestStore store;
    private final TestStore other;

    AggregateStreamsTest(Database database) {
        store = new TestStore(database);
        other = new TestStore(database);
    }

    @AfterAll
    void close() {
        store.close();
        other.close();
    }

    @Test
    void what_is_remembered_is_as_fresh_as_the_store_whoever_wrote_last() {
        var user = created("fresh@example.com");
        assertThat(load(store, user)).hasSize(1);

        other.append(user.value(), 1, new UserBlocked(user));
        assertThat(load(store, user)).last().isEqualTo(new UserBlocked(user));

        other.append(user.value(), 2, new UserUnblocked(user));
        var write = TestStore.write(List.of());
        assertThat(load(store, user, write)).last().isEqualTo(new UserUnblocked(user));
        assertThat(write.version(user.value())).hasValue(2);
    }

    @Test
    void what_is_remembered_is_not_read_again() {
        var user = created("remembered@example.com");
        load(store, user);
        // Never done to events: it shows what is read and what is not.
        store.jdbc
                .sql("update event_store.event set payload = '{}' where aggregate_id = :id")
                .param("id", user.value())
                .update();

        assertThat(load(store, user)).singleElement().isInstanceOfSatisfying(UserCreated.class, created -> assertThat(
                        created.email())
                .isEqualTo("remembered@example.com"));
    }

    @Test
    void what_is_not_there_any_more_is_forgotten() {
        var user = created("restored@example.com");
        store.append(user.value(), 1, new UserBlocked(user));
        load(store, user);
        // As after the restoration of an older backup.
        store.jdbc
                .sql("delete from event_store.event where aggregate_id = :id and sequence = 1")
                .param("id", user.value())
                .update();

        assertThat(load(store, user)).hasSize(1);
        other.append(user.value(), 1, new UserUnblocked(user));
        assertThat(load(store, user)).last().isEqualTo(new UserUnblocked(user));
    }

    @Test
    void a_person_who_is_erased_by_another_process_is_erased_here_too() {
        var user = created("erased@example.com");
        load(store, user);

        other.keys.erase(TestStore.TENANT, user.value());

        assertThat(load(store, user)).singleElement().isInstanceOfSatisfying(UserCreated.class, created -> assertThat(
                        created.email())
                .isEqualTo(Personal.ERASED));
    }

    @Test
    void a_stream_of_another_tenant_is_empty_also_when_it_is_remembered() {
        var user = created("ours@example.com");
        load(store, user);

        assertThat(load(store, user, TestStore.write(new TenantId("ten_other"), null, List.of())))
                .isEmpty();
    }

    @Test
    void a_snapshot_stands_for_the_events_before_it() {
        var user = created("snapshot@example.com");
        store.append(user.value(), 1, new UserBlocked(user));
        snapshot(user, 1, "blocked");
        store.append(user.value(), 2, new UserUnblocked(user));

        for (int time = 0; time < 2; time++) {
            assertThat(payloads(other, user, null)).containsExactly(new State("blocked"), new UserUnblocked(user));
        }
        store.append(user.value(), 3, new UserBlocked(user));
        assertThat(payloads(other, user, null)).hasSize(3).last().isEqualTo(new UserBlocked(user));
    }

    @Test
    void a_snapshot_with_nothing_after_it_tells_the_version() {
        var user = created("alone@example.com");
        snapshot(user, 0, "created");
        var write = TestStore.write(List.of());

        for (int time = 0; time < 2; time++) {
            assertThat(payloads(other, user, write)).containsExactly(new State("created"));
            assertThat(write.version(user.value())).hasValue(0);
        }
    }

    @Test
    void a_snapshot_of_another_version_is_left_aside() {
        var user = created("old@example.com");
        snapshot(user, 0, "created");
        store.jdbc
                .sql("update event_store.snapshot set revision = 'old' where aggregate_id = :id")
                .param("id", user.value())
                .update();

        assertThat(load(other, user)).singleElement().isInstanceOf(UserCreated.class);
    }

    @Test
    void an_erased_person_has_no_snapshot_and_gets_none() {
        var user = created("gone@example.com");
        snapshot(user, 0, "gone@example.com");

        other.keys.erase(TestStore.TENANT, user.value());
        store.keys.forget(TestStore.TENANT, user.value());
        snapshot(user, 1, "gone@example.com");

        assertThat(load(store, user)).singleElement().isInstanceOf(UserCreated.class);
        assertThat(store.jdbc
                        .sql("select count(*) from event_store.snapshot where aggregate_id = :id and sequence = 1")
                        .param("id", user.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private UserId created(String email) {
        var user = UserId.random();
        store.append(user.value(), 0, new UserCreated(user, email, true, null, null, null, true));
        return user;
    }

    private void snapshot(UserId user, long sequence, String name) {
        store.engine.storeSnapshot(new GenericDomainEventMessage<>("user", user.value(), sequence, new State(name)));
    }

    private static List<IdentityEvent> load(TestStore store, UserId user) {
        return load(store, user, null);
    }

    private static List<IdentityEvent> load(TestStore store, UserId user, @Nullable Write write) {
        return payloads(store, user, write).stream()
                .map(IdentityEvent.class::cast)
                .toList();
    }

    private static List<Object> payloads(TestStore store, UserId user, @Nullable Write write) {
        var within = write == null ? TestStore.write(List.of()) : write;
        return within.call(() -> store.engine
                .load(user.value())
                .asStream()
                .map(message -> (Object) message.getPayload())
                .toList());
    }
}
