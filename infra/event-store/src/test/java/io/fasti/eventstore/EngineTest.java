package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.Change;
import io.fasti.events.IdentityEvent;
import io.fasti.events.Personal;
import io.fasti.events.Profile;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleEvent.RoleRenamed;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.events.UserEvent.UserAttributesChanged;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserProfileChanged;
import io.fasti.events.UserId;
import io.fasti.events.WebhookEvent.WebhookCreated;
import io.fasti.events.WebhookId;
import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineTest {
    private final TestStore store;

    EngineTest(Database database) {
        store = new TestStore(database);
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void what_was_appended_is_loaded_again() {
        var id = RoleId.random();
        var events = new IdentityEvent[] {
            new RoleCreated(id, "editor", "Editor", null, false), new RoleRenamed(id, "Chief editor")
        };

        var write = store.append(id.value(), 0, events);

        assertThat(store.load(TestStore.write(List.of()), id.value())).containsExactly(events);
        assertThat(write.version(id.value())).isEqualTo(OptionalLong.of(1));
        assertThat(write.position()).isPositive();
        assertThat(store.engine.lastSequenceNumberFor(id.value())).contains(1L);
    }

    @Test
    void the_log_tells_what_happened_by_whom_and_when() {
        var id = RoleId.random();
        var event = new RoleCreated(id, "author", "Author", "writes", true);

        var write = store.append(id.value(), 0, event);

        var recorded = store.log.open(store.log.after(write.position() - 1, 1)).getFirst();
        assertThat(recorded)
                .isEqualTo(new Recorded<>(
                        write.position(), TestStore.TENANT, id.value(), 0, TestStore.AT, event, TestStore.ORIGIN));
        assertThat(store.log.head()).isGreaterThanOrEqualTo(write.position());
    }

    @Test
    void personal_data_and_secrets_cannot_be_read_in_the_tables() {
        var id = UserId.random();
        var profile = new Profile("Ada Lovelace", "Ada", null, null, null, null);
        var user = new UserCreated(id, "ada@example.com", true, null, null, profile, true);
        var attributes = new HashMap<String, @Nullable Object>();
        attributes.put("shoe", 43);
        attributes.put("gone", null);
        var changed = new UserAttributesChanged(id, attributes);
        var hook =
                new WebhookCreated(WebhookId.random(), "https://example.com", List.of("*"), null, "whsec_hush", true);

        store.append(id.value(), 0, user, changed);
        store.append(hook.webhookId().value(), 0, hook);

        var tables = store.jdbc
                .sql("select payload || metadata from event_store.event")
                .query(String.class)
                .list();
        assertThat(tables)
                .noneMatch(row -> row.contains("ada")
                        || row.contains("Lovelace")
                        || row.contains("shoe")
                        || row.contains("hush")
                        || row.contains("192.0.2.7"));
        assertThat(store.load(TestStore.write(List.of()), id.value())).containsExactly(user, changed);
        assertThat(store.load(TestStore.write(List.of()), hook.webhookId().value()))
                .containsExactly(hook);
    }

    @Test
    void an_erased_person_is_erased_in_every_field_and_for_ever() {
        var id = UserId.random();
        var profile = new Profile("Ada Lovelace", "Ada", null, null, null, null);
        store.append(
                id.value(),
                0,
                new UserCreated(id, "ada@example.com", true, null, null, profile, true),
                new UserProfileChanged(
                        id,
                        Change.to("Ada"),
                        Change.to(null),
                        Change.keep(),
                        Change.keep(),
                        Change.keep(),
                        Change.keep()),
                new UserAttributesChanged(id, Map.<String, @Nullable Object>of("shoe", 43)));

        store.keys.erase(TestStore.TENANT, id.value());
        store.append(
                id.value(),
                3,
                new UserProfileChanged(
                        id,
                        Change.to("Again"),
                        Change.keep(),
                        Change.keep(),
                        Change.keep(),
                        Change.keep(),
                        Change.keep()));

        var erased = Change.to(Personal.ERASED);
        assertThat(store.load(TestStore.write(List.of()), id.value()))
                .containsExactly(
                        new UserCreated(id, Personal.ERASED, true, null, null, null, true),
                        new UserProfileChanged(
                                id, erased, erased, Change.keep(), Change.keep(), Change.keep(), Change.keep()),
                        new UserAttributesChanged(id, Map.<String, @Nullable Object>of()),
                        new UserProfileChanged(
                                id, erased, Change.keep(), Change.keep(), Change.keep(), Change.keep(), Change.keep()));
    }

    @Test
    void streams_of_other_tenants_do_not_exist() {
        var id = RoleId.random();
        store.append(id.value(), 0, new RoleCreated(id, "hidden", "Hidden", null, false));

        assertThat(store.load(TestStore.write(new TenantId("ten_other"), null, List.of()), id.value()))
                .isEmpty();
    }

    @Test
    void the_expected_version_is_checked_when_the_stream_is_loaded() {
        var id = RoleId.random();
        store.append(id.value(), 0, new RoleCreated(id, "versioned", "Versioned", null, false));

        assertThat(store.load(TestStore.write(TestStore.TENANT, 0L, List.of()), id.value()))
                .hasSize(1);
        assertThatThrownBy(() -> store.load(TestStore.write(TestStore.TENANT, 7L, List.of()), id.value()))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VERSION_STALE));
    }

    @Test
    void the_second_to_append_after_the_same_event_is_told_so() {
        var id = UserId.random();
        store.append(id.value(), 0, new UserCreated(id, null, false, "ada", null, null, true), new UserBlocked(id));

        assertThatThrownBy(() -> store.append(id.value(), 1, new UserBlocked(id)))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(store.load(TestStore.write(List.of()), id.value())).hasSize(2);
    }

    @Test
    void nothing_is_appended_outside_a_write() {
        var id = UserId.random();
        var message = new org.axonframework.eventhandling.GenericDomainEventMessage<>(
                "user", id.value(), 0, new UserBlocked(id));

        assertThatThrownBy(() -> store.engine.appendEvents(List.of(message))).isInstanceOf(IllegalStateException.class);
    }
}
