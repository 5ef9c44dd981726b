package io.fasti.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The newcomer's journey of {@code docs/tutorials/first-user.md}, step by step. */
class FirstUserIT {
    @TempDir
    Path data;

    @Test
    void a_newcomer_creates_a_user_and_everything_follows() {
        try (var receiver = new Receiver()) {
            String user;
            try (var fasti = FastiProcess.start(data, Map.of())) {
                var admin = fasti.admin();

                var webhook = admin.post("/webhooks", """
                        {"url": "%s", "events": ["user.created", "user.deleted"]}""".formatted(receiver.url()));
                assertThat(webhook.status()).isEqualTo(201);
                var secret = webhook.data().path("secret").asString();

                assertThat(admin.post("/permissions", """
                        {"name": "Read orders", "slug": "orders.read"}""").status()).isEqualTo(201);
                assertThat(admin.post("/roles", """
                        {"name": "Clerk", "slug": "clerk", "permissions": ["orders.read"]}""").status()).isEqualTo(201);
                assertThat(admin.post("/groups", """
                        {"name": "Sales", "slug": "sales", "roles": ["clerk"]}""").status()).isEqualTo(201);
                var created = admin.post("/users", """
                        {"email": "Ada@Example.com", "name": "Ada Lovelace", "password": "correct horse battery"}""");
                assertThat(created.status()).isEqualTo(201);
                user = created.id();
                assertThat(created.header("Location")).endsWith("/users/" + user);

                assertThat(admin.post("/groups/sales/members", "{\"userIds\": [\"%s\"]}".formatted(user))
                                .status())
                        .isEqualTo(200);
                var permissions = admin.get("/users/" + user + "/permissions");
                assertThat(permissions.data().valueStream().map(p -> p.path("slug")
                                .asString()))
                        .containsExactly("orders.read");
                assertThat(permissions.data().get(0).path("sources").toString()).contains("sales");

                var audit = Await.until(() -> admin.get("/audit-logs?action=user_created"), answer -> !answer.data()
                        .isEmpty());
                assertThat(audit.data().get(0).path("target").path("id").asString())
                        .isEqualTo(user);

                var delivery =
                        Await.until(receiver::deliveries, all -> !all.isEmpty()).getFirst();
                assertThatCode(() -> new Webhook(secret).verify(delivery.body(), delivery.headers()))
                        .doesNotThrowAnyException();
                assertThat(json(delivery.body()).path("type").asString()).isEqualTo("user.created");

                var stale = created.header("ETag");
                assertThat(admin.patch("/users/" + user, "{\"name\": \"Ada King\"}")
                                .status())
                        .isEqualTo(200);
                var refused = admin.send(
                        "PATCH", "/users/" + user, "{\"name\": \"Nobody\"}", Map.of("If-Match", String.valueOf(stale)));
                assertThat(refused.status()).isEqualTo(412);
                assertThat(refused.body().path("error").asBoolean()).isTrue();

                assertThat(fasti.stop()).isIn(0, 143);
            }

            try (var fasti = FastiProcess.start(data, Map.of())) {
                var admin = fasti.admin();
                var found = admin.get("/users/ada@example.com");
                assertThat(found.id()).isEqualTo(user);
                assertThat(found.data().path("name").asString()).isEqualTo("Ada King");
                assertThat(found.data().path("groups").toString()).contains("sales");

                assertThat(admin.delete("/users/" + user).status()).isEqualTo(200);
                assertThat(admin.get("/users/" + user).status()).isEqualTo(404);
                Await.until(receiver::deliveries, all -> all.stream()
                        .anyMatch(delivery -> delivery.body().contains("user.deleted")));
            }
        }
    }

    private static JsonNode json(String text) {
        return Client.JSON.readTree(text);
    }
}
