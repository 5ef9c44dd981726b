package io.fasti.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.testing.Kafka;
import io.fasti.testing.Postgres;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two services as processes of their own, on given servers: what one has written the other shows, and nothing lags. */
class SeparateProcessesIT {
    @TempDir
    Path data;

    @Test
    void what_the_command_service_has_written_the_query_service_shows_at_once() {
        var database = Postgres.database();
        var servers = Map.of(
                "FASTI_POSTGRES_URL", database.url(),
                "FASTI_POSTGRES_USER", database.user(),
                "FASTI_POSTGRES_PASSWORD", database.password(),
                "FASTI_KAFKA_BOOTSTRAP", Kafka.bootstrapServers(),
                "FASTI_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        try (var query = FastiProcess.start(data.resolve("query"), servers, "--service=query")) {
            var forCommands = new HashMap<>(servers);
            forCommands.put("FASTI_QUERY_URL", query.address().toString());
            try (var command = FastiProcess.start(data.resolve("command"), forCommands, "--service=command")) {
                var created = command.admin().post("/users", """
                        {"email": "ada@example.com", "name": "Ada Lovelace"}""");
                assertThat(created.status()).isEqualTo(201);
                assertThat(created.data().path("name").asString()).isEqualTo("Ada Lovelace");

                var read = query.admin().get("/users/" + created.id());
                assertThat(read.status()).isEqualTo(200);
                assertThat(read.data()).isEqualTo(created.data());
                assertThat(read.header("ETag")).isEqualTo(created.header("ETag"));

                assertThat(command.admin().get("/users/" + created.id()).status())
                        .as("the command service reads nothing")
                        .isIn(404, 405);
                assertThat(command.admin().delete("/users/" + created.id()).status())
                        .isEqualTo(200);
                assertThat(query.admin().get("/users/" + created.id()).status()).isEqualTo(404);
            }
        }
    }
}
