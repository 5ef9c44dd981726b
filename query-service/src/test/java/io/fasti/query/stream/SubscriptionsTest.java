package io.fasti.query.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fasti.events.RoleEvent.RoleRenamed;
import io.fasti.events.RoleId;
import io.fasti.eventstore.EventLog.Stored;
import io.fasti.testing.Kafka;
import io.fasti.testing.PostgresTest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@PostgresTest
class SubscriptionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MemoryLog log = new MemoryLog();
    private final List<Long> seen = new CopyOnWriteArrayList<>();
    private final String name = "stream-" + UUID.randomUUID();
    private final StreamSettings settings =
            new StreamSettings(Kafka.bootstrapServers(), name, name + "-bridge", name, 2, (short) -1, 1);
    private final JdbcClient jdbc;

    SubscriptionsTest(DataSource dataSource) throws Exception {
        QuerySchema.create(dataSource);
        jdbc = JdbcClient.create(dataSource);
        new Topics(settings).ensure();
    }

    @BeforeEach
    void nothing_was_put_aside() {
        jdbc.sql("truncate query.stream_dead_letter").update();
    }

    @Test
    void events_are_given_on_where_the_last_process_stopped() {
        publish(10);
        var first = start(event -> {});
        await().atMost(PATIENCE).until(() -> seen.size() == 10);
        first.stop();
        publish(10);
        var second = start(event -> {});
        await().atMost(PATIENCE).until(() -> seen.size() >= 20);
        second.stop();
        assertThat(seen.stream().sorted())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void what_comes_too_early_comes_again() {
        publish(3);
        var attempts = new AtomicInteger();
        var subscriptions = start(_ -> {
            if (attempts.incrementAndGet() < 3) {
                throw new Reaction.NotYet("later");
            }
        });
        await().atMost(PATIENCE).until(() -> seen.containsAll(List.of(1L, 2L, 3L)));
        subscriptions.stop();
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void an_event_that_nobody_can_cope_with_is_put_aside_and_delays_no_other() {
        publish(5);
        publishRubbish();
        publish(1);
        var subscriptions = start(event -> {
            if (event.position() == 3) {
                throw new IllegalStateException("cannot cope");
            }
        });
        await().atMost(PATIENCE).until(() -> seen.containsAll(List.of(1L, 2L, 4L, 5L, 6L)));
        await().atMost(PATIENCE).until(() -> !deadLetters().isEmpty());
        subscriptions.stop();
        assertThat(deadLetters()).containsExactly(3L);
        assertThat(seen).doesNotContain(3L);
    }

    private Subscriptions start(Consumer<Stored> reaction) {
        var subscriptions = new Subscriptions(
                settings, new Topics(settings), List.of(new Recording(reaction)), new DeadLetters(jdbc));
        subscriptions.start();
        return subscriptions;
    }

    private List<Long> deadLetters() {
        return jdbc.sql("select position from query.stream_dead_letter")
                .query(Long.class)
                .list();
    }

    private void publish(int count) {
        try (var producer = producer()) {
            for (int i = 0; i < count; i++) {
                var id = new RoleId("rol_" + i);
                var event = log.append("ten_1", id.value(), new RoleRenamed(id, "name"));
                send(producer, EventRecords.write(event, URI.create("urn:x"), settings.topic()));
            }
        }
    }

    private void publishRubbish() {
        try (var producer = producer()) {
            send(producer, new ProducerRecord<>(settings.topic(), "ten_1/rol_0", new byte[] {1}));
        }
    }

    /** Closing the producer waits for what it sends. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void send(KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> message) {
        producer.send(message);
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", settings.bootstrap()), new StringSerializer(), new ByteArraySerializer());
    }

    /** Sees the events that it copes with; all of a batch, or none. */
    private final class Recording implements Reaction {
        private final Consumer<Stored> reaction;

        Recording(Consumer<Stored> reaction) {
            this.reaction = reaction;
        }

        @Override
        public String name() {
            return "recording";
        }

        @Override
        public void react(List<Stored> events) {
            events.forEach(reaction);
            events.forEach(event -> seen.add(event.position()));
        }
    }
}
