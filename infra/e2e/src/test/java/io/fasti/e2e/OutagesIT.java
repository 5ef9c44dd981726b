package io.fasti.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.embedded.KafkaBroker;
import io.fasti.embedded.PostgresServer;
import io.fasti.embedded.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers and subscribers notice when something that Fasti stands on goes away, and that it all comes back by itself. */
class OutagesIT {
    @TempDir
    Path data;

    @Test
    void without_postgresql_calls_are_refused_in_form_until_it_is_back() {
        var postgres = PostgresServer.start(data.resolve("postgres"), Storage.DISPOSABLE);
        var given = Map.of(
                "FASTI_POSTGRES_URL",
                postgres.database("fasti"),
                "FASTI_POSTGRES_USER",
                postgres.user(),
                "FASTI_POSTGRES_PASSWORD",
                postgres.password());
        try (var fasti = FastiProcess.start(data.resolve("fasti"), given)) {
            var admin = fasti.admin();
            var ada = created(admin, "ada");
            postgres.close();

            unavailable(admin.get("/users/" + ada));
            unavailable(admin.get("/users"));
            unavailable(admin.post("/users", user("bob")));
            unavailable(admin.delete("/users/" + ada));

            postgres = PostgresServer.start(data.resolve("postgres"), Storage.DISPOSABLE);
            Await.until(() -> admin.get("/users/" + ada), answer -> answer.status() == 200);
            var bob = Await.until(() -> admin.post("/users", user("bob")), answer -> answer.status() != 503);
            assertThat(bob.status())
                    .as("the refused call has left nothing: %s", bob.body())
                    .isEqualTo(201);
            assertThat(admin.get("/users/bob@example.com").id()).isEqualTo(bob.id());
            audited(admin, ada, bob.id());
        } finally {
            postgres.close();
        }
    }

    @Test
    void without_kafka_reads_and_writes_go_on_and_the_fan_out_catches_up() {
        var kafka = KafkaBroker.start(data.resolve("kafka"), Storage.DISPOSABLE);
        var given = Map.of("FASTI_KAFKA_BOOTSTRAP", kafka.bootstrapServers());
        try (var receiver = new Receiver();
                var fasti = FastiProcess.start(data.resolve("fasti"), given)) {
            var admin = fasti.admin();
            subscribed(admin, receiver);
            var ada = created(admin, "ada");
            told(receiver, ada);
            kafka.close();

            var bob = created(admin, "bob");
            assertThat(admin.get("/users/" + bob).status()).isEqualTo(200);
            assertThat(admin.patch("/users/" + ada, "{\"name\": \"Ada King\"}").status())
                    .isEqualTo(200);

            kafka = KafkaBroker.start(data.resolve("kafka"), Storage.DISPOSABLE);
            told(receiver, ada, bob);
            audited(admin, ada, bob);
        } finally {
            kafka.close();
        }
    }

    @Test
    void a_delivery_that_failed_before_the_process_was_killed_is_made_after_its_next_start() {
        try (var receiver = new Receiver()) {
            receiver.answerWith(503);
            String ada;
            try (var fasti = FastiProcess.start(data, Map.of())) {
                var admin = fasti.admin();
                subscribed(admin, receiver);
                ada = created(admin, "ada");
                told(receiver, ada);
                fasti.kill();
            }
            receiver.answerWith(204);
            int before = receiver.deliveries().size();
            try (var fasti = FastiProcess.start(data, Map.of())) {
                var again = Await.until(receiver::deliveries, all -> all.size() > before);
                assertThat(again)
                        .as("a duplicate carries the same id")
                        .extracting(delivery -> delivery.header("webhook-id"))
                        .containsOnly(again.getFirst().header("webhook-id"));
                assertThat(fasti.admin().get("/users/" + ada).status()).isEqualTo(200);
            }
        }
    }

    private static String user(String name) {
        return "{\"email\": \"%s@example.com\"}".formatted(name);
    }

    private static String created(Client admin, String name) {
        var answer = admin.post("/users", user(name));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.id();
    }

    private static void subscribed(Client admin, Receiver receiver) {
        var answer = admin.post("/webhooks", """
                {"url": "%s", "events": ["user.created"]}""".formatted(receiver.url()));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    }

    private static void unavailable(Client.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).matches("\\d+");
        assertThat(answer.body().path("error").asBoolean()).isTrue();
        assertThat(answer.body().path("status").asInt()).isEqualTo(503);
        assertThat(answer.body().path("code").asString()).isNotEmpty();
    }

    private static void told(Receiver receiver, String... users) {
        for (var user : users) {
            Await.until(receiver::deliveries, all -> all.stream()
                    .anyMatch(delivery -> delivery.body().contains(user)));
        }
    }

    private static void audited(Client admin, String... users) {
        Await.until(() -> admin.get("/audit-logs?action=user_created"), answer -> answer.data()
                .valueStream()
                .map(entry -> entry.path("target").path("id").asString())
                .toList()
                .containsAll(List.of(users)));
    }
}
