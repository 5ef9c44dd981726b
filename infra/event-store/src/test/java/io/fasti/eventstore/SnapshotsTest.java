package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapshotsTest {
    /** What an aggregate's state may look like. */
    public record State(String name) {}

    private final TestStore store;
    private final Snapshots snapshots;

    SnapshotsTest(Database database) {
        store = new TestStore(database);
        snapshots = store.snapshots;
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void the_last_known_state_is_read_again_and_cannot_be_read_in_the_table() {
        var id = snapshot("Ada's role", 5);
        snapshots.store(new GenericDomainEventMessage<>("role", id, 3, new State("older")));

        assertThat(snapshots.read(id)).hasValueSatisfying(snapshot -> {
            assertThat(snapshot.getPayload()).isEqualTo(new State("Ada's role"));
            assertThat(snapshot.getSequenceNumber()).isEqualTo(5);
        });
        assertThat(store.jdbc
                        .sql("select sealed from event_store.snapshot")
                        .query(String.class)
                        .list())
                .noneMatch(content -> content.contains("Ada"));
    }

    @Test
    void one_of_another_version_or_class_is_left_aside() {
        var outdated = snapshot("outdated", 1);
        var unknown = snapshot("unknown", 1);
        store.jdbc
                .sql("update event_store.snapshot set revision = 'old' where aggregate_id = :id")
                .param("id", outdated)
                .update();
        store.jdbc
                .sql("update event_store.snapshot set payload_type = 'gone.State' where aggregate_id = :id")
                .param("id", unknown)
                .update();

        assertThat(snapshots.read(outdated)).isEmpty();
        assertThat(snapshots.read(unknown)).isEmpty();
    }

    @Test
    void one_of_another_tenant_does_not_exist() {
        var id = snapshot("foreign", 1);

        var read = TestStore.write(new TenantId("ten_other"), null, List.of()).call(() -> snapshots.read(id));

        assertThat(read).isEmpty();
    }

    private String snapshot(String name, long sequence) {
        var id = RoleId.random();
        store.append(id.value(), 0, new RoleCreated(id, "slug", name, null, false));
        snapshots.store(new GenericDomainEventMessage<>("role", id.value(), sequence, new State(name)));
        return id.value();
    }
}
