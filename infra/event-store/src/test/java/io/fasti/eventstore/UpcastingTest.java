package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fasti.events.Personal;
import io.fasti.events.UserEvent.UserEmailChanged;
import io.fasti.events.UserId;
import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpcastingTest {
    /** Revision 0 called the new e-mail {@code mail}. */
    private static final class MailBecameEmail extends SingleEventUpcaster {
        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(new SimpleSerializedType("user.email_changed", "0"));
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(new SimpleSerializedType("user.email_changed", "1"), JsonNode.class, node -> {
                var object = (ObjectNode) node;
                if (object.has("mail")) {
                    object.set("email", object.remove("mail"));
                }
                return object;
            });
        }
    }

    private final TestStore store;

    UpcastingTest(Database database) {
        store = new TestStore(database, Duration.ofSeconds(5), List.of(), List.of(new MailBecameEmail()));
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void an_upcaster_sees_personal_fields_plainly() {
        var user = UserId.random();
        var key = Sealing.newKey();
        var data = Sealing.seal(
                key,
                user.value() + " user.email_changed",
                "{\"mail\":\"ada@example.com\"}".getBytes(StandardCharsets.UTF_8));
        var subject = new SubjectKeys.Subject(TestStore.TENANT.value(), user.value());
        store.keys.remember(subject, key);
        insert(
                user,
                0,
                0,
                "{\"userId\":\"" + user + "\",\"$personal\":{\"subject\":\"" + user
                        + "\",\"fields\":[\"mail\"],\"data\":\""
                        + Base64.getEncoder().encodeToString(data) + "\"}}");

        assertThat(store.load(TestStore.write(List.of()), user.value()))
                .containsExactly(new UserEmailChanged(user, null, "ada@example.com"));
    }

    @Test
    void an_erased_field_stays_erased_through_upcasting() {
        var user = UserId.random();
        insert(
                user,
                0,
                0,
                "{\"userId\":\"" + user + "\",\"$personal\":{\"subject\":\"" + user + "\",\"fields\":[\"email\"]}}");

        assertThat(store.load(TestStore.write(List.of()), user.value()))
                .containsExactly(new UserEmailChanged(user, null, Personal.ERASED));
    }

    @Test
    void what_this_release_does_not_know_is_told_so() {
        var user = UserId.random();
        insert(user, 0, 99, "{}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.load(TestStore.write(List.of()), user.value()))
                .withMessageContaining("user.email_changed up to revision 1, not 99");
    }

    private void insert(UserId user, long sequence, int revision, String payload) {
        store.jdbc
                .sql("insert into event_store.event (tenant_id, aggregate_type, aggregate_id, sequence, event_type,"
                        + " revision, payload, metadata, occurred_at) values (:tenant, 'user', :id, :sequence,"
                        + " 'user.email_changed', :revision, :payload, '{}', now())")
                .param("tenant", TestStore.TENANT.value())
                .param("id", user.value())
                .param("sequence", sequence)
                .param("revision", revision)
                .param("payload", payload)
                .update();
    }
}
