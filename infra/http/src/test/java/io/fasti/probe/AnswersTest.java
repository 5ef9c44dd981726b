package io.fasti.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@PostgresTest
class AnswersTest {
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
    void a_list_has_meta_and_pagination() {
        var reply = probe.get("/t/acme/api/v1/admin/things?limit=10", Probe.ADMIN);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("\"meta\":{", "\"pagination\":{", "\"totalPages\":6");
    }
}
