package io.fasti.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.http.caller.ApiKeys;
import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
class CallersTest {
    private static final String THINGS = "/t/acme/api/v1/admin/things";
    private static final String SPARE = "sk_live_spare-of-acme-0000000000000000000";
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
    void a_key_may_come_in_three_headers() {
        assertThat(probe.get(THINGS, null, "Authorization", "Bearer " + Probe.READER)
                        .status())
                .isEqualTo(200);
        assertThat(probe.get(THINGS, null, "authorization", "bearer " + Probe.READER)
                        .status())
                .isEqualTo(200);
        assertThat(probe.get(THINGS, null, "Authorization", "ApiKey " + Probe.READER)
                        .status())
                .isEqualTo(200);
        assertThat(probe.get(THINGS, null, "X-API-Key", Probe.READER).status()).isEqualTo(200);
    }

    @Test
    void no_credential_is_told_from_an_unknown_one() {
        var none = probe.get(THINGS, null);
        var unknown = probe.get(THINGS, "sk_live_nobody-has-this-key-00000000000000");

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"fasti\"");
        assertThat(none.body()).contains("\"code\":\"invalid_token\"", "A credential is needed.");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic YTpi",
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Bearer sk_live_short",
                "Digest a=b",
                "Bearer sk_live_nobody-has-this-key-0000000000000' or '1'='1"
            })
    void what_is_no_key_of_ours_is_401(String authorization) {
        assertThat(probe.get(THINGS, null, "Authorization", authorization).status())
                .isEqualTo(401);
    }

    @Test
    void an_expired_key_is_unknown() {
        assertThat(probe.get(THINGS, Probe.EXPIRED).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/t/acme", "/t/no-such-tenant", "/t/OTHER", "/t/", "/t/%6fther"})
    void another_tenants_path_is_403_whether_or_not_it_exists(String tenant) {
        var reply = probe.get(tenant + "/api/v1/admin/things", Probe.OTHER);

        assertThat(reply.status()).isIn(403, 400);
        assertThat(reply.status()).isEqualTo(tenant.equals("/t/") ? 400 : 403);
        if (reply.status() == 403) {
            assertThat(reply.body())
                    .isEqualTo(
                            "{\"error\":true,\"message\":\"The credential belongs to another tenant.\",\"status\":403,"
                                    + "\"code\":\"permission_denied\",\"details\":{}}");
        }
    }

    @Test
    void an_unknown_credential_is_401_whatever_the_tenant() {
        assertThat(probe.get("/t/no-such-tenant/api/v1/admin/things", null).status())
                .isEqualTo(401);
    }

    @Test
    void without_a_slug_the_tenant_is_the_keys() {
        assertThat(probe.get("/api/v1/admin/things", Probe.ADMIN).status()).isEqualTo(200);
        assertThat(probe.get("/api/v1/admin/things", Probe.OTHER).status()).isEqualTo(200);
    }

    @Test
    void a_suspended_tenants_key_is_403() {
        var reply = probe.get("/t/asleep/api/v1/admin/things", Probe.ASLEEP);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).contains("The tenant is suspended.");
    }

    @Test
    void a_missing_scope_is_403_and_named() {
        var changing = probe.send("POST", THINGS, Probe.READER, "not even JSON");
        var reading = probe.get(THINGS, Probe.GROUPS);

        assertThat(changing.status()).isEqualTo(403);
        assertThat(changing.body())
                .contains("\"code\":\"insufficient_scope\"", "\"scope\":\"admin:users or admin:write\"");
        assertThat(reading.status()).isEqualTo(403);
        assertThat(reading.body()).contains("\"scope\":\"admin:users or admin:read\"");
    }

    @Test
    void operators_have_their_own_routes_and_no_others() {
        assertThat(probe.get("/api/v1/operator/state", Probe.OPERATOR).body())
                .contains("\"tenant\":\"operator\",\"caller\":\"operator\"");
        assertThat(probe.get("/api/v1/operator/state", Probe.ADMIN).status()).isEqualTo(403);
        assertThat(probe.get("/api/v1/operator/state", null).status()).isEqualTo(401);
        assertThat(probe.get("/api/v1/operatorstate", Probe.OPERATOR).status()).isEqualTo(403);
        assertThat(probe.get(THINGS, Probe.OPERATOR).status()).isEqualTo(403);
        assertThat(probe.get("/api/v1/admin/things", Probe.OPERATOR).status()).isEqualTo(403);
        assertThat(probe.get("/t/operator/api/v1/operator/state", Probe.OPERATOR)
                        .status())
                .isEqualTo(403);
        assertThat(probe.get("/t/acme/api/v1/operator/state", Probe.ADMIN).status())
                .isEqualTo(404);
    }

    @Test
    void a_revoked_key_counts_from_the_moment_that_it_is_heard_of() {
        spare();
        assertThat(probe.get(THINGS, SPARE).status()).isEqualTo(200);

        probe.jdbc().sql("delete from http.api_key where api_key_id = 'spare'").update();
        assertThat(probe.get(THINGS, SPARE).status()).isEqualTo(200);
        probe.bean(ProbeStore.class).tell("user", "user.created");
        assertThat(probe.get(THINGS, SPARE).status()).isEqualTo(200);
        probe.bean(ProbeStore.class).tell("api_key", "api_key.revoked");
        assertThat(probe.get(THINGS, SPARE).status()).isEqualTo(401);

        spare();
        assertThat(probe.get(THINGS, SPARE).status()).isEqualTo(401);
        probe.bean(ProbeStore.class).tell("api_key", "api_key.created");
        assertThat(probe.get(THINGS, SPARE).status()).isEqualTo(200);
        probe.jdbc().sql("delete from http.api_key where api_key_id = 'spare'").update();
        probe.bean(ProbeStore.class).tell("tenant", "tenant.suspended");
        assertThat(probe.get(THINGS, SPARE).status()).isEqualTo(401);
    }

    @Test
    void nothing_remembered_is_believed_while_the_database_is_silent() {
        spare();
        var store = probe.bean(ProbeStore.class);
        store.tell("api_key", "api_key.created");
        assertThat(probe.get(THINGS, SPARE).status()).isEqualTo(200);

        probe.jdbc().sql("delete from http.api_key where api_key_id = 'spare'").update();
        store.silence = Duration.ofMillis(1001);
        try {
            assertThat(probe.get(THINGS, SPARE).status()).isEqualTo(401);
        } finally {
            store.silence = Duration.ZERO;
        }
    }

    @Test
    void a_change_of_keys_made_here_counts_before_it_is_answered() {
        spare();
        probe.bean(ProbeStore.class).tell("api_key", "api_key.created");
        assertThat(probe.get(THINGS, SPARE).status()).isEqualTo(200);

        probe.jdbc().sql("delete from http.api_key where api_key_id = 'spare'").update();
        probe.send("POST", "/t/acme/api/v1/admin/tenant/touch", Probe.ADMIN, null);

        assertThat(probe.get(THINGS, SPARE).status()).isEqualTo(401);
    }

    @Test
    void a_key_expires_while_it_is_remembered() throws InterruptedException {
        spare();
        probe.jdbc()
                .sql("update http.api_key set expires_at = now() + interval '700 ms' where api_key_id = 'spare'")
                .update();
        probe.bean(ProbeStore.class).tell("api_key", "api_key.created");
        assertThat(probe.get(THINGS, SPARE).status()).isEqualTo(200);

        var until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (probe.get(THINGS, SPARE).status() == 200 && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(probe.get(THINGS, SPARE).status()).isEqualTo(401);
        probe.jdbc().sql("delete from http.api_key where api_key_id = 'spare'").update();
    }

    private static void spare() {
        probe.jdbc()
                .sql("insert into http.api_key values ('ten_acme', 'spare', ?, 'spare', 'admin:read', null)"
                        + " on conflict do nothing")
                .param(ApiKeys.hash(SPARE))
                .update();
    }
}
