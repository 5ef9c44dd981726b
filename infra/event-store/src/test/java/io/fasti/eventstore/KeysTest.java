package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fasti.events.TenantId;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserEmailChanged;
import io.fasti.events.UserId;
import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two stores on one database stand for two processes. */
@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysTest {
    private final TestStore store;
    private final TestStore other;

    KeysTest(Database database) {
        store = new TestStore(database);
        other = new TestStore(database);
    }

    @AfterAll
    void close() {
        store.close();
        other.close();
    }

    @Test
    void what_one_process_seals_another_opens() {
        var tenant = new TenantId("ten_shared");

        var secret = store.keys.seal(tenant, "totp");
        var personal = store.keys.sealPersonal(tenant, "usr_1", "Ada");

        assertThat(secret).doesNotContain("totp");
        assertThat(other.keys.open(tenant, secret)).isEqualTo("totp");
        assertThat(other.keys.openPersonal(tenant, "usr_1", personal)).contains("Ada");
    }

    @Test
    void a_key_that_no_memory_is_left_for_is_there_all_the_same() {
        var tenant = new TenantId("ten_many");
        var forgetful = new SubjectKeys(
                store.jdbc, MasterKeys.parse(Base64.getEncoder().encodeToString(new byte[32]), null), 1);
        for (int i = 0; i < 300; i++) {
            store.keys.sealPersonal(tenant, "usr_" + i, "somebody");
        }
        for (int i = 0; i < 300; i++) {
            assertThat(forgetful.find(new SubjectKeys.Subject(tenant.value(), "usr_" + i)))
                    .as("key %d", i)
                    .isNotNull();
        }
    }

    @Test
    void what_was_sealed_for_one_cannot_be_read_for_another() {
        var sealed = store.keys.seal(new TenantId("ten_a"), "secret");
        store.keys.sealPersonal(new TenantId("ten_a"), "usr_2", "somebody");
        var personal = store.keys.sealPersonal(new TenantId("ten_a"), "usr_1", "Ada");

        assertThatIllegalStateException().isThrownBy(() -> store.keys.open(new TenantId("ten_b"), sealed));
        assertThatIllegalStateException()
                .isThrownBy(() -> store.keys.openPersonal(new TenantId("ten_a"), "usr_2", personal));
    }

    @Test
    void processes_that_make_a_tenants_or_a_persons_key_at_once_end_up_with_the_same() throws Exception {
        var tenant = new TenantId("ten_raced");
        var tasks = new ArrayList<Callable<String>>();
        for (int i = 0; i < 40; i++) {
            var keys = i % 2 == 0 ? store.keys : other.keys;
            tasks.add(() -> keys.seal(tenant, "secret"));
            tasks.add(() -> keys.sealPersonal(tenant, "usr_raced", "personal"));
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var sealed : executor.invokeAll(tasks)) {
                assertThat(sealed.get()).isNotEmpty();
            }
        }

        assertThat(store.keys.open(tenant, other.keys.seal(tenant, "a"))).isEqualTo("a");
        assertThat(other.keys.openPersonal(tenant, "usr_raced", store.keys.sealPersonal(tenant, "usr_raced", "b")))
                .contains("b");
        assertThat(store.jdbc
                        .sql("select count(*) from event_store.subject_key where subject_id = 'usr_raced'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void an_erased_person_can_be_read_by_nobody_and_nothing_is_kept_of_them_again() {
        var tenant = new TenantId("ten_e");
        var sealed = store.keys.sealPersonal(tenant, "usr_e", "Ada");
        assertThat(other.keys.openPersonal(tenant, "usr_e", sealed)).contains("Ada");

        store.keys.erase(tenant, "usr_e");
        other.keys.forget(tenant, "usr_e");

        assertThat(store.keys.openPersonal(tenant, "usr_e", sealed)).isEmpty();
        assertThat(other.keys.openPersonal(tenant, "usr_e", sealed)).isEmpty();
        assertThat(other.keys.openPersonal(tenant, "usr_e", other.keys.sealPersonal(tenant, "usr_e", "Bob")))
                .isEmpty();
    }

    @Test
    void a_key_made_before_the_first_event_is_used_after_one_conflict() {
        var user = UserId.random();
        var event = new UserCreated(user, "early@example.com", false, null, null, null, true);
        other.keys.sealPersonal(TestStore.TENANT, user.value(), "a draft");

        var refused = 0;
        try {
            store.append(user.value(), 0, event);
        } catch (ConcurrencyException _) {
            refused++;
            store.append(user.value(), 0, event);
        }

        assertThat(refused).isEqualTo(1);
        assertThat(other.load(TestStore.write(List.of()), user.value())).containsExactly(event);
    }

    @Test
    void a_first_personal_field_may_come_late() {
        var user = UserId.random();
        var created = new UserCreated(user, null, false, null, null, null, true);
        var changed = new UserEmailChanged(user, null, "late@example.com");

        store.append(user.value(), 0, created);
        other.append(user.value(), 1, changed);

        assertThat(store.load(TestStore.write(List.of()), user.value())).containsExactly(created, changed);
    }

    @Test
    void a_master_key_that_is_none_is_told_so() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MasterKeys.parse("c2hvcnQ=", null))
                .withMessage("fasti.master-key has 5 bytes, it must have 32");
        assertThatIllegalArgumentException().isThrownBy(() -> MasterKeys.parse("???", null));
        assertThatIllegalArgumentException().isThrownBy(() -> MasterKeys.parse(null, null));
    }

    @Test
    void another_master_key_opens_nothing_and_says_which_is_needed() {
        store.keys.seal(new TenantId("ten_m"), "secret");
        var bytes = new byte[32];
        bytes[0] = 1;
        var wrong =
                new SubjectKeys(store.jdbc, MasterKeys.parse(Base64.getEncoder().encodeToString(bytes), null), 10);

        assertThatIllegalStateException()
                .isThrownBy(() -> wrong.seal(new TenantId("ten_m"), "secret"))
                .withMessageContaining("wrapped with master key");
    }
}
