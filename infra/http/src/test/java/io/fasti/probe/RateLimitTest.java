package io.fasti.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@PostgresTest
class RateLimitTest {
    private static final String THINGS = "/t/acme/api/v1/admin/things";
    private static Probe probe;

    @BeforeAll
    static void start(Database database) {
        probe = Probe.start(
                database,
                "fasti.http.rate-limit.reads-per-minute=5",
                "fasti.http.rate-limit.writes-per-minute=2",
                "fasti.http.rate-limit.refusals-per-minute=3");
    }

    @AfterAll
    static void stop() {
        probe.close();
    }

    @Test
    void reading_and_changing_are_counted_apart_and_by_key() {
        for (int left = 4; left >= 0; left--) {
            var reply = probe.get(THINGS, Probe.ADMIN);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("X-RateLimit-Limit")).isEqualTo("5");
            assertThat(reply.header("X-RateLimit-Remaining")).isEqualTo(Integer.toString(left));
            assertThat(Long.parseLong(String.valueOf(reply.header("X-RateLimit-Reset"))))
                    .isBetween(System.currentTimeMillis() / 1000, System.currentTimeMillis() / 1000 + 61);
        }

        var refused = probe.get(THINGS, Probe.ADMIN);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(Long.parseLong(String.valueOf(refused.header("Retry-After"))))
                .isBetween(1L, 60L);
        assertThat(refused.body()).contains("\"status\":429", "\"code\":\"rate_limit_exceeded\"");

        assertThat(probe.send("POST", THINGS, Probe.ADMIN, "{\"name\":\"a\"}").header("X-RateLimit-Limit"))
                .isEqualTo("2");
        assertThat(probe.get(THINGS, Probe.READER).status()).isEqualTo(200);
    }

    @Test
    void a_missing_scope_is_told_before_too_many_calls_and_too_many_calls_before_the_body() {
        for (int i = 0; i < 2; i++) {
            probe.send("POST", "/t/other/api/v1/admin/things", Probe.OTHER, "{\"name\":\"a\"}");
            probe.send("POST", THINGS, Probe.GROUPS, "{");
        }

        assertThat(probe.send("POST", "/t/other/api/v1/admin/things", Probe.OTHER, "{")
                        .status())
                .isEqualTo(429);
        assertThat(probe.send("POST", THINGS, Probe.GROUPS, "{").status()).isEqualTo(403);
    }

    @Test
    void guessing_keys_is_slowed_down_by_address() {
        for (int i = 0; i < 3; i++) {
            assertThat(probe.get(THINGS, "sk_live_guess-000000000000000000000000" + i)
                            .status())
                    .isEqualTo(401);
        }

        var slowed = probe.get(THINGS, "sk_live_guess-0000000000000000000000009");
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.header("Retry-After")).isNotNull();
        assertThat(probe.get(THINGS, Probe.READER).status()).isEqualTo(200);
    }
}
