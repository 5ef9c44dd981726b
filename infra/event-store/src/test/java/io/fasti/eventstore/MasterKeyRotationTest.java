package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.events.TenantId;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserId;
import io.fasti.eventstore.Projections.Act;
import io.fasti.testing.Database;
import io.fasti.testing.Postgres;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every test has its own database. */
class MasterKeyRotationTest {
    private static final Act ACT = new Act("ops", "because");
    private static final String OLD = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW = key(1);

    private final Database database = Postgres.database();
    private final TestStore store = new TestStore(database);

    @AfterEach
    void drop() {
        store.close();
        Postgres.drop(database);
    }

    @Test
    void all_keys_are_wrapped_anew_and_nothing_that_they_seal_is_touched() throws Exception {
        var user = UserId.random();
        var created = new UserCreated(user, "ada@example.com", true, null, null, null, true);
        store.append(user.value(), 0, created);
        for (int i = 0; i < 500; i++) {
            store.keys.seal(new TenantId("ten_" + (100 + i)), "secret");
        }
        var sealed = store.keys.seal(TestStore.TENANT, "secret");
        var before = everythingElse();
        var both = MasterKeys.parse(NEW, OLD);
        var rotation = new MasterKeyRotation(store.pool, both);
        assertThat(rotation.progress().left()).isEqualTo(501);

        rotation.start();
        Await.until(
                () -> rotation.progress().left() == 0 && !rotation.progress().running());

        var done = rotation.progress();
        assertThat(done.rewrapped()).isEqualTo(501);
        assertThat(done.wrapped()).isEqualTo(Map.of(both.current().id(), 501L));
        assertThat(everythingElse()).isEqualTo(before);
        var onlyNew = MasterKeys.parse(NEW, null);
        MasterKeyRotation.requireFitting(store.pool, onlyNew);
        var later = new SubjectKeys(store.jdbc, onlyNew, 10);
        assertThat(later.open(TestStore.TENANT, sealed)).isEqualTo("secret");
        assertThat(later.load(List.of(new SubjectKeys.Subject("ten_1", user.value()))))
                .hasSize(1);
        assertThat(store.projections().operations("keys", 10))
                .extracting(Projections.Operation::detail)
                .containsExactly("501 wrapped with " + both.current().id());
        rotation.stop();
    }

    @Test
    void several_processes_share_the_work_and_one_goes_on_where_another_has_died() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            store.keys.seal(new TenantId("ten_" + (1_000 + i)), "secret");
        }
        var one = new MasterKeyRotation(store.pool, MasterKeys.parse(NEW, OLD));
        var two = new MasterKeyRotation(store.pool, MasterKeys.parse(NEW, OLD));
        one.start();
        two.start();
        one.stop();

        Await.until(() -> two.progress().left() == 0 || !two.progress().running());
        two.rotate(ACT);
        Await.until(() -> two.progress().left() == 0 && !two.progress().running());

        assertThat(new SubjectKeys(store.jdbc, MasterKeys.parse(NEW, null), 10).seal(new TenantId("ten_1999"), "x"))
                .isNotEmpty();
        two.stop();
    }

    @Test
    void while_it_goes_on_either_key_opens_and_new_keys_are_wrapped_with_the_new_one() {
        store.keys.seal(new TenantId("ten_old"), "secret");
        var both = new SubjectKeys(store.jdbc, MasterKeys.parse(NEW, OLD), 10);

        both.seal(new TenantId("ten_new"), "secret");

        assertThat(both.seal(new TenantId("ten_old"), "secret")).isNotEmpty();
        assertThat(store.jdbc
                        .sql("select master_key_id from event_store.tenant_key where tenant_id = 'ten_new'")
                        .query(String.class)
                        .single())
                .isEqualTo(MasterKey.parse("", NEW).id());
    }

    @Test
    void a_start_without_a_fitting_key_says_which_one_is_needed() {
        store.keys.seal(TestStore.TENANT, "secret");

        assertThatIllegalStateException()
                .isThrownBy(() -> MasterKeyRotation.requireFitting(store.pool, MasterKeys.parse(key(2), NEW)))
                .withMessageContaining("The keys of 1 tenants are wrapped with master key "
                        + MasterKey.parse("", OLD).id())
                .withMessageContaining("fasti.previous-master-key");
        MasterKeyRotation.requireFitting(store.pool, MasterKeys.parse(NEW, OLD));
    }

    @Test
    void without_a_previous_key_there_is_nothing_to_change_from() {
        var rotation = new MasterKeyRotation(store.pool, MasterKeys.parse(OLD, null));
        rotation.start();

        assertThatThrownBy(() -> rotation.rotate(ACT)).isInstanceOf(OperationRefused.class);
        assertThat(rotation.progress().previous()).isNull();
        rotation.stop();
    }

    /** Events, the keys of persons and whatever else is kept, byte by byte. */
    private List<String> everythingElse() {
        return store.jdbc.sql("""
                        select e::text from event_store.event e
                        union all
                        select k::text from event_store.subject_key k
                        union all
                        select tenant_id || created_at from event_store.tenant_key
                        order by 1
                        """).query(String.class).list();
    }

    private static String key(int first) {
        var bytes = new byte[32];
        bytes[0] = (byte) first;
        return Base64.getEncoder().encodeToString(bytes);
    }
}
