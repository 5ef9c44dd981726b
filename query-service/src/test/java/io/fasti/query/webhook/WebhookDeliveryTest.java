package io.fasti.query.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.zaxxer.hikari.HikariDataSource;
import io.fasti.events.IdentityEvent;
import io.fasti.events.TenantId;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserDeleted;
import io.fasti.events.UserId;
import io.fasti.events.WebhookEvent.WebhookCreated;
import io.fasti.events.WebhookId;
import io.fasti.eventstore.EventJson;
import io.fasti.eventstore.EventLog.Stored;
import io.fasti.eventstore.Positions;
import io.fasti.http.outbound.OutboundClient;
import io.fasti.http.outbound.TargetGuard;
import io.fasti.query.platform.Cells;
import io.fasti.query.stream.EventIds;
import io.fasti.query.stream.MemoryLog;
import io.fasti.query.stream.QuerySchema;
import io.fasti.query.stream.Reaction;
import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookDeliveryTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String TENANT = "ten_1";
    private static final UserId ADA = new UserId("usr_ada");
    private static final DeliverySettings QUICK = new DeliverySettings(
            List.of(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(50)), 2, 10, Duration.ofSeconds(2));

    private final HikariDataSource dataSource = new HikariDataSource();
    private final JdbcClient jdbc;
    private final WebhookQueries queries;
    private final Deliveries deliveries;
    private final OutboundClient client = new OutboundClient(new TargetGuard(true), Duration.ofSeconds(1));
    private MemoryLog log = new MemoryLog();
    private long applied = Long.MAX_VALUE;
    private Process process;

    /** What of the sending is lost when a process ends. */
    private final class Process implements AutoCloseable {
        private final Turns turns;
        private final Matching matching;

        Process(DeliverySettings settings) {
            var announcer = new Plain();
            var sender = new Sender(client, new Secrets(log), new Messages(log, announcer));
            var transactions = new JdbcTransactionManager(dataSource);
            turns = new Turns(
                    new Outbox(queries, deliveries, sender, settings, transactions), deliveries, dataSource, settings);
            matching = new Matching(new Known(), queries, deliveries, announcer, turns, transactions);
            turns.start();
        }

        @Override
        public void close() {
            turns.stop();
        }
    }

    WebhookDeliveryTest(Database database) {
        dataSource.setJdbcUrl(database.url());
        dataSource.setUsername(database.user());
        dataSource.setPassword(database.password());
        dataSource.setMaximumPoolSize(8);
        QuerySchema.create(dataSource);
        jdbc = JdbcClient.create(dataSource);
        queries = new WebhookQueries(jdbc);
        deliveries = new Deliveries(jdbc);
    }

    @BeforeEach
    void start() {
        jdbc.sql("truncate query.webhook, query.webhook_delivery, query.webhook_health, query.scheduled_task")
                .update();
        log = new MemoryLog();
        applied = Long.MAX_VALUE;
        process = new Process(QUICK);
    }

    @AfterEach
    void stop() {
        process.close();
    }

    @AfterAll
    void close() throws IOException {
        client.close();
        dataSource.close();
    }

    @Test
    void an_event_is_sent_signed_to_whoever_subscribed_to_it() {
        try (var named = new Subscriber();
                var all = new Subscriber();
                var other = new Subscriber();
                var foreign = new Subscriber()) {
            webhook(TENANT, "whk_named", named.url(), List.of("user.suspended"));
            webhook(TENANT, "whk_all", all.url(), List.of("*"));
            webhook(TENANT, "whk_other", other.url(), List.of("user.deleted"));
            webhook("ten_2", "whk_foreign", foreign.url(), List.of("*"));
            var event = happened(new UserBlocked(ADA));

            var received = only(named);
            assertThatCode(() -> new Webhook(SECRET).verify(received.body(), received.headers()))
                    .doesNotThrowAnyException();
            var body = EventJson.mapper().readTree(received.body());
            assertThat(body.path("id").asString()).isEqualTo(EventIds.of(event)).isEqualTo(received.id());
            assertThat(body.path("type").asString()).isEqualTo("user.suspended");
            assertThat(body.path("timestamp").asString())
                    .isEqualTo(event.occurredAt().toString());
            assertThat(body.path("tenant").asString()).isEqualTo(TENANT);
            assertThat(body.path("data").path("about").asString()).isEqualTo("UserBlocked");
            assertThat(EventJson.mapper()
                            .readTree(only(all).body())
                            .path("type")
                            .asString())
                    .isEqualTo("user.blocked");
            assertThat(other.received()).isEmpty();
            assertThat(foreign.received()).isEmpty();
        }
    }

    @Test
    void an_event_that_is_given_again_is_not_sent_again() {
        try (var subscriber = new Subscriber()) {
            webhook(TENANT, "whk_1", subscriber.url(), List.of("*"));
            var event = happened(new UserBlocked(ADA));
            only(subscriber);
            process.matching.react(List.of(event));
            process.matching.react(List.of(event, happened(new UserBlocked(new UserId("usr_bob")))));
            await().until(() -> subscriber.received().size() == 2);
            assertThat(subscriber.received().get(1).id()).isNotEqualTo(EventIds.of(event));
        }
    }

    /** The next event comes just when the turn of the one before it ends: waking meets every moment of a turn's end. */
    @Test
    void an_event_that_comes_while_a_turn_ends_is_sent_at_once() {
        try (var subscriber = new Subscriber()) {
            webhook(TENANT, "whk_1", subscriber.url(), List.of("*"));
            for (int sent = 1; sent <= 150; sent++) {
                happened(new UserBlocked(ADA));
                var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
                while (subscriber.received().size() < sent) {
                    assertThat(System.nanoTime()).as("event %d is late", sent).isLessThan(deadline);
                    Thread.onSpinWait();
                }
            }
        }
    }

    @Test
    void what_happened_before_a_webhook_was_created_is_not_sent_to_it() {
        try (var subscriber = new Subscriber()) {
            var before = log.append(TENANT, ADA.value(), new UserBlocked(ADA));
            webhook(TENANT, "whk_1", subscriber.url(), List.of("*"));
            process.matching.react(List.of(before, log.append(TENANT, ADA.value(), deleted())));
            assertThat(only(subscriber).body()).contains("user.deleted");
        }
    }

    @Test
    void matching_waits_for_the_read_model_of_webhooks() {
        applied = 0;
        var event = log.append(TENANT, ADA.value(), new UserBlocked(ADA));
        assertThatThrownBy(() -> process.matching.react(List.of(event))).isInstanceOf(Reaction.NotYet.class);
    }

    @Test
    void what_failed_is_tried_again_with_the_same_id_until_it_arrives() {
        try (var subscriber = new Subscriber().answering(500)) {
            webhook(TENANT, "whk_1", subscriber.url(), List.of("*"));
            happened(new UserBlocked(ADA));
            await().until(() -> !subscriber.received().isEmpty());
            subscriber.answering(200);
            await().until(() -> status("success") == 1);
            assertThat(subscriber.received().stream().map(Subscriber.Received::id))
                    .hasSizeGreaterThan(1)
                    .containsOnly(subscriber.received().getFirst().id());
            assertThat(view("whk_1").failures()).isZero();
        }
    }

    @Test
    void what_is_not_sent_when_the_process_ends_is_sent_by_the_next() {
        process.close();
        try (var subscriber = new Subscriber().answering(503)) {
            var patient = new DeliverySettings(
                    List.of(Duration.ofSeconds(1), Duration.ofHours(1)), 2, 10, Duration.ofSeconds(2));
            webhook(TENANT, "whk_1", subscriber.url(), List.of("*"));
            try (var first = new Process(patient)) {
                first.matching.react(List.of(log.append(TENANT, ADA.value(), new UserBlocked(ADA))));
                await().until(() -> attempts() == 1);
            }
            subscriber.answering(200);
            process = new Process(patient);
            await().atMost(20, TimeUnit.SECONDS).until(() -> status("success") == 1);
            assertThat(subscriber.received().stream().map(Subscriber.Received::id))
                    .hasSize(2)
                    .containsOnly(subscriber.received().getFirst().id());
        }
    }

    @Test
    void what_never_arrives_is_put_aside() {
        try (var subscriber = new Subscriber().answering(302)) {
            webhook(TENANT, "whk_1", subscriber.url(), List.of("*"));
            happened(new UserBlocked(ADA));
            await().atMost(20, TimeUnit.SECONDS).until(() -> status("dead_lettered") == 1);
            assertThat(subscriber.received()).hasSize(QUICK.retries().size() + 1);
            assertThat(view("whk_1").failures()).isEqualTo(4);
            assertThat(error()).isEqualTo("answered 302");
        }
    }

    @Test
    void an_address_that_is_gone_gets_nothing_until_the_webhook_is_changed() {
        try (var subscriber = new Subscriber().answering(410)) {
            webhook(TENANT, "whk_1", subscriber.url(), List.of("*"));
            happened(new UserBlocked(ADA));
            await().until(() -> status("failed") == 1);
            assertThat(view("whk_1").active()).isFalse();
            happened(deleted());
            assertThat(status("pending")).isZero();
            assertThat(subscriber.received()).hasSize(1);

            subscriber.answering(200);
            jdbc.sql("update query.webhook set version = version + 1").update();
            assertThat(view("whk_1").active()).isTrue();
            happened(new UserBlocked(ADA));
            await().until(() -> status("success") == 1);
        }
    }

    @Test
    void an_address_that_asks_for_a_pause_gets_one() {
        try (var subscriber = new Subscriber().answering(429).asking("3600")) {
            webhook(TENANT, "whk_1", subscriber.url(), List.of("*"));
            happened(new UserBlocked(ADA));
            await().until(() -> view("whk_1").pausedUntil() != null);
            happened(deleted());
            await().until(() -> status("pending") == 2);
            assertThat(process.turns.isRunning()).isTrue();
            assertThat(subscriber.received()).hasSize(1);
        }
    }

    @Test
    void an_address_that_never_answers_delays_no_other() {
        try (var slow = new Subscriber().sayingNothing();
                var quick = new Subscriber()) {
            webhook(TENANT, "whk_slow", slow.url(), List.of("user.blocked"));
            for (int i = 0; i < 30; i++) {
                happened(new UserBlocked(new UserId("usr_" + i)));
            }
            webhook(TENANT, "whk_quick", quick.url(), List.of("user.deleted"));
            happened(deleted());
            await().atMost(1500, TimeUnit.MILLISECONDS)
                    .until(() -> quick.received().size() == 1);
        }
    }

    @Test
    void a_private_address_is_not_connected_to_unless_that_is_allowed() throws IOException {
        try (var subscriber = new Subscriber();
                var guarded = new OutboundClient(new TargetGuard(false), Duration.ofSeconds(1))) {
            webhook(TENANT, "whk_1", subscriber.url(), List.of("*"));
            var sender = new Sender(guarded, new Secrets(log), new Messages(log, new Plain()));
            var attempt = sender.test(view("whk_1"), "test.webhook");
            assertThat(attempt.success()).isFalse();
            assertThat(attempt.error()).startsWith("the address must");
            assertThat(subscriber.received()).isEmpty();
        }
    }

    @Test
    void a_deleted_webhook_gets_nothing_more() {
        try (var subscriber = new Subscriber().answering(500)) {
            webhook(TENANT, "whk_1", subscriber.url(), List.of("*"));
            happened(new UserBlocked(ADA));
            await().until(() -> attempts() >= 1);
            jdbc.sql("delete from query.webhook").update();
            await().until(() -> status("pending") == 0);
            assertThat(status("success")).isZero();
        }
    }

    private void webhook(String tenant, String id, String url, List<String> events) {
        var created = log.append(tenant, id, new WebhookCreated(new WebhookId(id), url, events, null, SECRET, true));
        jdbc.sql("""
                        insert into query.webhook
                        values (:tenant, :id, :url, cast(:events as jsonb), null, true, :at, :at, 0, :now, :now)
                        """)
                .param("tenant", tenant)
                .param("id", id)
                .param("url", url)
                .param("events", Cells.json(events))
                .param("at", created.position())
                .param("now", Timestamp.from(created.occurredAt()))
                .update();
    }

    private Stored happened(IdentityEvent event) {
        var stored = log.append(TENANT, ADA.value(), event);
        process.matching.react(List.of(stored));
        return stored;
    }

    private static UserDeleted deleted() {
        return new UserDeleted(ADA, null, null, null, List.of(), List.of(), List.of());
    }

    private static Subscriber.Received only(Subscriber subscriber) {
        await().until(() -> !subscriber.received().isEmpty());
        assertThat(subscriber.received()).hasSize(1);
        return subscriber.received().getFirst();
    }

    private WebhookView view(String id) {
        return queries.byId(new TenantId(TENANT), id).orElseThrow();
    }

    private long status(String status) {
        return jdbc.sql("select count(*) from query.webhook_delivery where status = :status")
                .param("status", status)
                .query(Long.class)
                .single();
    }

    private long attempts() {
        return jdbc.sql("select coalesce(max(attempts), 0) from query.webhook_delivery")
                .query(Long.class)
                .single();
    }

    private String error() {
        return jdbc.sql("select max(last_error) from query.webhook_delivery")
                .query(String.class)
                .single();
    }

    /** Events keep their names; one has another name besides. */
    private static final class Plain implements Announcer {
        @Override
        public List<String> names(String eventType) {
            return eventType.startsWith("webhook.")
                    ? List.of()
                    : eventType.equals("user.blocked") ? List.of(eventType, "user.suspended") : List.of(eventType);
        }

        @Override
        public Map<String, @Nullable Object> data(IdentityEvent event) {
            return Map.<String, @Nullable Object>of("about", event.getClass().getSimpleName());
        }
    }

    private final class Known implements Positions {
        @Override
        public long applied() {
            return applied;
        }

        @Override
        public boolean await(long position, Duration atMost) {
            return position <= applied;
        }
    }
}
