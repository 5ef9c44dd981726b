package io.fasti.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.embedded.KafkaBroker;
import io.fasti.embedded.Storage;
import io.fasti.testing.Database;
import io.fasti.testing.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person with something in every field is erased while events of theirs are parked, deliveries wait and statistics know
 * them; the process that did it dies at once. Then the whole database and all of the topic are searched for every value.
 */
class ErasureIT {
    /** For 45 seconds, Kafka waits for consumers that were killed. */
    private static final Duration OF_KAFKA = Duration.ofSeconds(120);

    private static final String OLD_KEY = "A".repeat(43) + "=";
    private static final String NEW_KEY = "Bw".repeat(21) + "A=";
    private static final String EMAIL = "qx7.ada@values.example";
    private static final List<String> VALUES = List.of(
            EMAIL,
            "qx7username",
            "442079467123",
            "Qx7name",
            "Qx7given",
            "Qx7family",
            "qx7-picture",
            "Qx7middle",
            "Qx7nick",
            "qx7preferred",
            "qx7-profile",
            "qx7-website",
            "Qx7gender",
            "1815-12-07",
            "Qx7 street",
            "Qx7 town",
            "qx7attribute",
            "Qx7 value",
            "qx7-identity",
            "Qx7 details",
            "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK");

    @TempDir
    Path data;

    private final Database database = Postgres.database();
    private final Searched searched = new Searched(database);
    private String kafka = "";

    @AfterEach
    void drop() {
        searched.close();
        Postgres.drop(database);
    }

    @Test
    void nothing_of_an_erased_person_is_left_whoever_dies_when() throws Exception {
        try (var broker = KafkaBroker.start(data.resolve("kafka"), Storage.DISPOSABLE);
                var receiver = new Receiver()) {
            kafka = broker.bootstrapServers();
            nothingIsLeft(receiver);
        }
    }

    private void nothingIsLeft(Receiver receiver) throws Exception {
        try (var near = start("near", 0);
                var far = start("far", 0)) {
            receiver.answerWith(503);
            var admin = near.admin();
            ok(admin.post("/webhooks", "{\"url\": \"%s\", \"events\": [\"*\"]}".formatted(receiver.url())));
            var ada = person(admin);
            poison();
            ok(admin.post("/users/" + ada + "/block", "{}"));
            ok(admin.patch("/users/" + ada, "{\"givenName\": \"Qx7given then\"}"));
            long before = Long.parseLong(String.valueOf(
                    ok(admin.patch("/users/" + ada, "{\"name\": \"Qx7name\"}")).header("Fasti-Position")));
            Await.until(() -> searched.count("event_store.dead_letter where reason is not null"), count -> count > 0);
            Await.until(() -> searched.count("query.stream_dead_letter"), count -> count > 0);
            Await.until(() -> audit(admin, ada), all -> all.contains("user_blocked"));
            Await.until(receiver::deliveries, all -> all.toString().contains(EMAIL));
            searched.analyze();

            assertThat(searched.findAny(VALUES))
                    .as("what the search finds before")
                    .contains(
                            "query.\"user\"",
                            "query.user_attribute",
                            "query.user_identity",
                            "command.user_identifier",
                            "command.user_identity",
                            "event_store.dead_letter",
                            "query.stream_dead_letter",
                            "pg_catalog.pg_stats");
            assertThat(searched.count("http.idempotency where resource_id = '" + ada + "'"))
                    .isPositive();
            assertThat(searched.count("event_store.snapshot where aggregate_id = '" + ada + "'"))
                    .isEqualTo(1);
            var then = "/users/" + ada + "?position=" + before;
            assertThat(far.admin().get(then).body().toString()).contains(EMAIL);

            erase(admin, ada);
            near.kill();

            Await.until(() -> far.admin().get(then), answer -> isErased(answer, ada));
            far.kill();
            int port = freePort();
            try (var again = start("near", port)) {
                isGone(again.admin(), ada, then);
                Await.until(
                        () -> asked("http://127.0.0.1:" + port + "/actuator/keys", null),
                        keys -> keys.contains("\"left\":0") && keys.contains("\"running\":false"));
                Await.until(() -> searched.find(VALUES), List::isEmpty);
                assertThat(searched.count("http.idempotency where resource_id = '" + ada + "'"))
                        .isZero();
                assertThat(searched.count("event_store.snapshot where aggregate_id = '" + ada + "'"))
                        .isZero();

                int already = receiver.deliveries().size();
                receiver.answerWith(204);
                var told = Await.until(
                        OF_KAFKA,
                        () -> receiver.deliveries().stream().skip(already).toList(),
                        all -> all.stream().anyMatch(delivery -> delivery.body().contains("user.erased")));
                assertThat(told.toString()).contains("[erased]").doesNotContain(VALUES);
                rebuiltTheSame(URI.create("http://127.0.0.1:" + port + "/actuator/projections/user"));

                assertThat(again.admin()
                                .post("/users", "{\"email\": \"%s\"}".formatted(EMAIL))
                                .status())
                        .isEqualTo(201);
            }
            assertThat(topic()).contains(ada, "user.erased").doesNotContain(VALUES);
        }
    }

    /** With a management port, also with another master key. */
    private FastiProcess start(String folder, int managementPort) {
        var environment = new HashMap<>(Map.of(
                "FASTI_POSTGRES_URL", database.url(),
                "FASTI_POSTGRES_USER", database.user(),
                "FASTI_POSTGRES_PASSWORD", database.password(),
                "FASTI_KAFKA_BOOTSTRAP", kafka,
                "FASTI_MASTER_KEY", OLD_KEY));
        if (managementPort != 0) {
            environment.put("FASTI_MASTER_KEY", NEW_KEY);
            environment.put("FASTI_PREVIOUS_MASTER_KEY", OLD_KEY);
            environment.put("FASTI_MANAGEMENT_PORT", String.valueOf(managementPort));
        }
        return FastiProcess.start(data.resolve(folder), environment);
    }

    /** Somebody with a value in every field, among others, with a history that is long enough for a snapshot. */
    private static String person(Client admin) {
        for (int i = 0; i < 5; i++) {
            ok(admin.post("/users", "{\"email\": \"other%d@example.com\", \"name\": \"Other %d\"}".formatted(i, i)));
        }
        var ada = ok(admin.send("POST", "/users", """
                        {"email": "%s", "username": "qx7username", "phoneNumber": "+442079467123", "name": "Qx7name",
                         "givenName": "Qx7given first", "familyName": "Qx7family", "picture": "https://a.example/qx7-picture",
                         "password": "Correct-Horse-7-Battery"}""".formatted(EMAIL), Map.of("Idempotency-Key", "qx7")))
                .id();
        var logto = "/t/acme-corp/api/users/" + ada;
        ok(admin.send("PATCH", logto + "/profile", """
                {"profile": {"middleName": "Qx7middle", "nickname": "Qx7nick", "preferredUsername": "qx7preferred",
                 "profile": "https://a.example/qx7-profile", "website": "https://a.example/qx7-website",
                 "gender": "Qx7gender", "birthdate": "1815-12-07",
                 "address": {"streetAddress": "Qx7 street", "locality": "Qx7 town"}}}""", Map.of()));
        ok(admin.put("/users/" + ada + "/attributes", "{\"qx7attribute\": \"Qx7 value\"}"));
        ok(admin.send("PUT", logto + "/identities/github", """
                {"userId": "qx7-identity", "details": {"bio": "Qx7 details"}}""", Map.of()));
        ok(admin.send("POST", logto + "/mfa-verifications", """
                {"type": "Totp", "secret": "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK"}""", Map.of("Idempotency-Key", "qx7-mfa")));
        for (int i = 0; i < 110; i++) {
            ok(admin.patch("/users/" + ada, "{\"familyName\": \"Qx7family %d\"}".formatted(i)));
        }
        return ada;
    }

    /** From now on, a read model and a reaction cannot cope with whom they are told of being blocked, and say of whom. */
    private void poison() {
        searched.run("""
                create function poison() returns trigger language plpgsql as $$
                begin raise exception 'not %', '$EMAIL' using errcode = '23514'; end $$;
                create trigger poison before update on query."user" for each row
                    when (new.blocked_at is not null) execute function poison();
                create trigger poison before insert on query.audit_log for each row
                    when (new.event_type = 'user.profile_changed' and jsonb_exists(new.changes, 'givenName'))
                    execute function poison()""".replace("$EMAIL", EMAIL));
    }

    private void erase(Client admin, String ada) {
        var path = "/users/" + ada + "/erase";
        var first = admin.post(path, "{}");
        assertThat(first.status()).as(first.body().toString()).isEqualTo(202);
        assertThat(admin.get("/users/" + ada).status()).isEqualTo(200);
        var confirmed = "{\"confirmation\": \"%s\"}"
                .formatted(first.data().path("confirmation").asString());
        var other = admin.get("/users/other0@example.com").id();
        assertThat(admin.post("/users/" + other + "/erase", confirmed).status()).isEqualTo(422);

        var erased = admin.send("POST", path, confirmed, Map.of("Prefer", "respond-async"));
        assertThat(erased.status()).as(erased.body().toString()).isEqualTo(200);
    }

    private static boolean isErased(Client.Answer answer, String ada) {
        return answer.status() == 200
                && answer.id().equals(ada)
                && VALUES.stream().noneMatch(answer.body().toString()::contains)
                && answer.data().path("email").asString().equals("[erased]");
    }

    private static void isGone(Client admin, String ada, String then) {
        Await.until(() -> admin.get("/users/" + ada), answer -> answer.status() == 404);
        assertThat(isErased(admin.get(then), ada)).isTrue();
        var history = admin.get("/users/" + ada + "/history");
        assertThat(history.body().toString())
                .contains("user.erased", "[erased]")
                .doesNotContain(VALUES);
        assertThat(Await.until(OF_KAFKA, () -> audit(admin, ada), all -> all.contains("user_erased")))
                .contains("user_deleted", "[erased]")
                .doesNotContain(VALUES);
        assertThat(admin.post("/users/" + ada + "/erase", "{}").status()).isEqualTo(200);
    }

    private static String audit(Client admin, String user) {
        return admin.get("/audit-logs?limit=100")
                .data()
                .valueStream()
                .map(Object::toString)
                .filter(entry -> entry.contains(user))
                .toList()
                .toString();
    }

    /** Once what is parked has been redriven, all rows are what all events make. */
    private void rebuiltTheSame(URI projection) {
        searched.run("drop function poison() cascade");
        var parked = asked(projection + "/dead-letters?after=0&limit=1", null);
        var first = Pattern.compile("\"position\":(\\d+)").matcher(parked);
        assertThat(first.find()).as(parked).isTrue();
        asked(projection + "/dead-letters/" + first.group(1) + "/redrive", "{}");
        asked(projection + "/rebuild", "{}");
        var rebuilt = Await.until(
                () -> asked(projection + "/rebuild", null), answer -> answer.contains("\"phase\":\"done\""));
        assertThat(rebuilt).contains("\"equal\":true");
        assertThat(searched.find(VALUES)).isEmpty();
    }

    /** The management port, which wants no key. */
    private static String asked(String address, @Nullable String json) {
        var request = HttpRequest.newBuilder(URI.create(address)).header("Content-Type", "application/json");
        if (json != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(json));
        }
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything that was ever written to the topic. */
    private String topic() {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", kafka, "group.id", UUID.randomUUID().toString(), "auto.offset.reset", "earliest");
        var texts = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("fasti.events"));
            Await.until(
                    () -> {
                        consumer.poll(Duration.ofMillis(500)).forEach(record -> {
                            texts.add(record.key() + " " + record.value());
                            record.headers().forEach(header -> texts.add(new String(header.value(), UTF_8)));
                        });
                        return texts;
                    },
                    all -> all.contains("user.erased"));
        }
        return texts.toString();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Client.Answer ok(Client.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 299);
        return answer;
    }
}
