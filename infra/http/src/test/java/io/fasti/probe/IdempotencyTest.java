package io.fasti.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
class IdempotencyTest {
    private static final String THINGS = "/t/acme/api/v1/admin/things";
    private static Probe probe;

    @BeforeAll
    static void start(Database database) {
        probe = Probe.start(database);
    }

    @AfterAll
    static void stop() {
        probe.close();
    }

    @Test
    void a_repeat_has_the_answer_of_the_first_and_no_effect() {
        var first = create("{\"name\":\"a\"}", "repeat-1");
        var repeat = create("{\"name\":\"a\"}", "\"repeat-1\"");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(repeat.status()).isEqualTo(201);
        assertThat(repeat.body()).isEqualTo(first.body()).contains("s3cret");
        assertThat(repeat.header("Location")).isEqualTo(first.header("Location"));
        assertThat(repeat.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void what_is_said_once_is_stored_sealed() {
        create("{\"name\":\"a\"}", "sealed-1");

        assertThat(probe.jdbc()
                        .sql("select once from http.idempotency where key = 'sealed-1'")
                        .query(String.class)
                        .single())
                .doesNotContain("s3cret");
    }

    @Test
    void the_key_with_another_request_is_422() {
        create("{\"name\":\"a\"}", "other-1");

        var otherBody = create("{\"name\":\"b\"}", "other-1");
        var otherQuery =
                probe.send("POST", THINGS + "?x=1", Probe.ADMIN, "{\"name\":\"a\"}", "Idempotency-Key", "other-1");
        var otherMethod = probe.send("DELETE", THINGS + "/thg_999", Probe.ADMIN, null, "Idempotency-Key", "other-1");

        assertThat(otherBody.status()).isEqualTo(422);
        assertThat(otherBody.body()).contains("\"code\":\"idempotency_key_reused\"");
        assertThat(otherQuery.status()).isEqualTo(422);
        assertThat(otherMethod.status()).isEqualTo(422);
    }

    @Test
    void the_same_key_of_another_tenant_means_nothing() {
        var ours = create("{\"name\":\"a\"}", "mine-1");
        var theirs = probe.send(
                "POST", "/t/other/api/v1/admin/things", Probe.OTHER, "{\"name\":\"a\"}", "Idempotency-Key", "mine-1");

        assertThat(theirs.status()).isEqualTo(201);
        assertThat(theirs.header("Idempotency-Replayed")).isNull();
        assertThat(theirs.body()).isNotEqualTo(ours.body());
    }

    @Test
    void a_refusal_is_not_kept() {
        assertThat(create("{\"name\":\"\"}", "refused-1").status()).isEqualTo(400);
        assertThat(create("{\"name\":\"\"}", "refused-1").status()).isEqualTo(400);
        assertThat(create("{\"name\":\"a\"}", "refused-1").status()).isEqualTo(201);
    }

    @Test
    void an_answer_is_kept_for_a_day() {
        var first = create("{\"name\":\"a\"}", "day-1");
        probe.jdbc()
                .sql("update http.idempotency set expires_at = now() where key = 'day-1'")
                .update();
        var later = create("{\"name\":\"a\"}", "day-1");

        assertThat(later.status()).isEqualTo(201);
        assertThat(later.body()).isNotEqualTo(first.body());
        assertThat(probe.jdbc()
                        .sql(
                                "select expires_at > now() + interval '23 hours' from http.idempotency where key = 'day-1'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"\"", "a b", "\"a\"b\"", "\t"})
    void a_key_of_other_than_visible_characters_is_400(String key) {
        var reply = create("{\"name\":\"a\"}", key);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("\"idempotency-key\":\"has 1 to 255 visible characters\"");
    }

    @Test
    void a_key_has_at_most_255_characters() {
        assertThat(create("{\"name\":\"a\"}", "k".repeat(255)).status()).isEqualTo(201);
        assertThat(create("{\"name\":\"a\"}", "k".repeat(256)).status()).isEqualTo(400);
    }

    @Test
    void a_read_needs_no_key_and_ignores_it() {
        assertThat(probe.get(THINGS, Probe.ADMIN, "Idempotency-Key", "a b").status())
                .isEqualTo(200);
    }

    @Test
    void a_twin_of_a_running_request_is_409() throws Exception {
        var things = probe.bean(ThingController.class);
        var go = new CountDownLatch(1);
        var running = new CountDownLatch(1);
        things.held = running;
        things.hold = go;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> create("{\"name\":\"a\"}", "twin-1"));
            running.await();
            var twin = create("{\"name\":\"a\"}", "twin-1");
            var other = create("{\"name\":\"b\"}", "twin-1");
            go.countDown();

            assertThat(twin.status()).isEqualTo(409);
            assertThat(twin.body()).contains("\"code\":\"idempotency_key_in_use\"");
            assertThat(other.status()).isEqualTo(422);
            assertThat(first.get().status()).isEqualTo(201);
        } finally {
            go.countDown();
            things.hold = null;
            things.held = null;
        }
        assertThat(create("{\"name\":\"a\"}", "twin-1").header("Idempotency-Replayed"))
                .isEqualTo("true");
    }

    /** Two processes do not know what the other is running: whoever is second learns it from the store. */
    @Test
    void a_twin_that_loses_in_the_store_is_answered_like_the_winner() {
        var first = create("{\"name\":\"a\"}", "lost-1");
        probe.jdbc()
                .sql("update http.idempotency set key = 'lost-2' where key = 'lost-1'")
                .update();
        probe.bean(ThingController.class).beforeRemembering = () -> {
            probe.jdbc()
                    .sql("update http.idempotency set key = 'lost-1' where key = 'lost-2'")
                    .update();
        };
        try {
            var loser = create("{\"name\":\"a\"}", "lost-1");

            assertThat(loser.status()).isEqualTo(201);
            assertThat(loser.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(loser.body()).isEqualTo(first.body());
        } finally {
            probe.bean(ThingController.class).beforeRemembering = () -> {};
        }
    }

    @Test
    void twenty_at_once_make_one() throws Exception {
        var replies = new ArrayList<Future<Probe.Reply>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                replies.add(threads.submit(() -> create("{\"name\":\"a\"}", "many-1")));
            }
        }

        var locations = new ArrayList<String>();
        for (var reply : replies) {
            assertThat(reply.get().status()).isIn(201, 409);
            if (reply.get().status() == 201) {
                locations.add(String.valueOf(reply.get().header("Location")));
            }
        }
        assertThat(locations).isNotEmpty();
        assertThat(locations.stream().distinct()).hasSize(1);
    }

    private static Probe.Reply create(String body, String key) {
        return probe.send("POST", THINGS, Probe.ADMIN, body, "Idempotency-Key", key);
    }
}
