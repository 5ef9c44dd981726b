package io.fasti.http.readback;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.TenantId;
import io.fasti.eventstore.EventStoreProperties;
import io.fasti.probe.Probe;
import io.fasti.probe.ProbeStore;
import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@PostgresTest
class FarReadBackTest {
    private static final TenantId ACME = new TenantId("ten_acme");
    private static Probe probe;
    private static URI address;
    private static String id;

    @BeforeAll
    static void start(Database database) {
        probe = Probe.start(database);
        address = URI.create("http://127.0.0.1:" + probe.port());
        var made = probe.send("POST", "/t/acme/api/v1/admin/things", Probe.ADMIN, "{\"name\":\"far\"}")
                .body();
        id = made.substring(made.indexOf("thg_"), made.indexOf('"', made.indexOf("thg_")));
    }

    @AfterAll
    static void stop() {
        probe.close();
    }

    @Test
    void another_process_is_shown_what_it_has_written() throws Exception {
        var shown = new FarReadBack(address, tokens((byte) 0)).read("lumo", "thing", ACME, id, 7, 0);

        if (shown == null) {
            throw new AssertionError("nothing is shown");
        }
        assertThat(shown.version()).isZero();
        assertThat(new String(shown.data(), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":\"" + id + "\",\"name\":\"far\",\"description\":null}");
    }

    @Test
    void what_is_late_parked_or_not_there_is_not_shown() throws Exception {
        var far = new FarReadBack(address, tokens((byte) 0));

        assertThat(far.read("lumo", "thing", ACME, id, 8, 0)).isNull();
        assertThat(far.read("lumo", "thing", ACME, id, 7, 1)).isNull();
        assertThat(far.read("lumo", "thing", ACME, "thg_none", 7, 0)).isNull();
        assertThat(probe.bean(ProbeStore.class).applied).isEqualTo(7);
    }

    @Test
    void a_query_service_that_is_away_is_late_too() throws Exception {
        var away = new FarReadBack(URI.create("http://127.0.0.1:1"), tokens((byte) 0));

        assertThat(away.read("lumo", "thing", ACME, id, 7, 0)).isNull();
    }

    @Test
    void only_a_token_for_this_resource_from_our_own_master_key_opens() throws Exception {
        var path = "/internal/read-back/lumo/thing/ten_acme/" + id;
        var query = "?position=7&version=0";

        assertThat(probe.get(path + query, tokens((byte) 0).issue(path)).status())
                .isEqualTo(200);
        assertThat(probe.get(path + query, tokens((byte) 0).issue(path + "x")).status())
                .isEqualTo(404);
        assertThat(probe.get(path + query, tokens((byte) 1).issue(path)).status())
                .isEqualTo(404);
        assertThat(probe.get(path + query, Probe.ADMIN).status()).isEqualTo(404);
        assertThat(probe.get(path + query, Probe.OPERATOR).status()).isEqualTo(404);
        assertThat(probe.get(path + query, null).status()).isEqualTo(404);
        assertThat(probe.get(path + query, "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.")
                        .status())
                .isEqualTo(404);
        assertThat(probe.get("/t/acme/api/v1/admin/things", tokens((byte) 0).issue("/t/acme/api/v1/admin/things"))
                        .status())
                .isEqualTo(401);
    }

    private static InternalTokens tokens(byte master) throws Exception {
        var key = new byte[32];
        key[0] = master;
        return new InternalTokens(new EventStoreProperties(
                Base64.getEncoder().encodeToString(key), null, EventStoreProperties.Store.DEFAULT));
    }
}
