package io.fasti.query.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.fasti.events.RoleEvent.RoleRenamed;
import io.fasti.events.RoleId;
import io.fasti.query.stream.EventRecords;
import io.fasti.query.stream.MemoryLog;
import io.fasti.query.stream.QuerySchema;
import io.fasti.query.stream.Reader;
import io.fasti.query.stream.StreamSettings;
import io.fasti.query.stream.Topics;
import io.fasti.testing.Kafka;
import io.fasti.testing.PostgresTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@PostgresTest
class BridgeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MemoryLog log = new MemoryLog();
    private final StreamSettings settings;
    private final JdbcClient jdbc;

    BridgeTest(DataSource dataSource) {
        QuerySchema.create(dataSource);
        jdbc = JdbcClient.create(dataSource);
        var name = "bridge-" + UUID.randomUUID();
        settings = new StreamSettings(Kafka.bootstrapServers(), name, name + "-positions", name, 3, (short) -1, 1);
    }

    @BeforeEach
    void another_store() {
        jdbc.sql("update query.bridge set store_id = gen_random_uuid(), holder = null, held_until = null")
                .update();
    }

    @Test
    void an_event_becomes_a_cloud_event_with_all_that_the_store_knows() throws Exception {
        var stored = log.append("ten_1", "rol_1", new RoleRenamed(new RoleId("rol_1"), "Clerk"));
        try (var _ = new Running(bridge())) {
            try (var reader = reader()) {
                var message = reader.atLeast(1, PATIENCE).getFirst();
                assertThat(message.key()).isEqualTo("ten_1/rol_1");
                assertThat(EventRecords.read(message)).isEqualTo(stored);
                var event = KafkaMessageFactory.createReader(message).toEvent();
                assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
                assertThat(event.getType()).isEqualTo("role.renamed");
                assertThat(event.getSubject()).isEqualTo("rol_1");
                assertThat(event.getId()).matches("evt_[0-9a-hjkmnp-tv-z]{26}");
                assertThat(event.getSource()).hasToString("urn:uuid:" + storeId());
                assertThat(event.getExtension("partitionkey")).isEqualTo("ten_1/rol_1");
                assertThat(event.getExtension("sequence")).isEqualTo("0000000000000000001");
                assertThat(event.getDataContentType()).isEqualTo("application/json");
                assertThat(new String(message.value(), StandardCharsets.UTF_8)).isEqualTo(stored.payload());
            }
        }
    }

    @Test
    void nothing_is_lost_or_doubled_when_it_is_stopped_and_started_in_the_middle() throws Exception {
        append(5_000);
        for (int round = 0; round < 4; round++) {
            try (var _ = new Running(bridge());
                    var reader = reader()) {
                append(500);
                reader.atLeast(1000 * (round + 1), PATIENCE);
            }
        }
        try (var _ = new Running(bridge())) {
            theStreamHasTheWholeStore();
        }
    }

    @Test
    void a_publisher_that_was_replaced_can_publish_nothing_more() throws Exception {
        new Topics(settings).ensure();
        append(20);
        var first = new Publisher(settings, storeId());
        first.publish(log.after(0, 10));
        try (var second = new Publisher(settings, storeId())) {
            assertThat(second.position()).isEqualTo(10);
            assertThat(failure(() -> first.publish(log.after(10, 10)))).isNotNull();
            second.publish(log.after(10, 10));
        }
        first.close();
        theStreamHasTheWholeStore();
    }

    @Test
    void what_a_publisher_left_open_is_taken_back() throws Exception {
        new Topics(settings).ensure();
        append(10);
        try (var abandoned = openTransaction()) {
            try (var next = new Publisher(settings, storeId())) {
                assertThat(next.position()).isZero();
                next.publish(log.after(0, 10));
            }
            assertThat(abandoned).isNotNull();
        }
        theStreamHasTheWholeStore();
    }

    @Test
    void of_two_bridges_one_publishes_and_the_other_takes_over() throws Exception {
        append(100);
        var one = new Running(bridge());
        try (var reader = reader()) {
            reader.atLeast(100, PATIENCE);
        }
        try (var _ = new Running(bridge())) {
            append(100);
            one.close();
            append(100);
            theStreamHasTheWholeStore();
        }
    }

    private void theStreamHasTheWholeStore() throws Exception {
        try (var reader = reader()) {
            reader.atLeast((int) log.head(), PATIENCE);
            var seen = reader.everythingWithin(Duration.ofMillis(500));
            assertThat(seen.stream()
                            .map(message -> EventRecords.read(message).position())
                            .sorted())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, log.head()).boxed().toList());
            orderedWithinEachAggregate(seen);
        }
    }

    private static void orderedWithinEachAggregate(List<ConsumerRecord<String, byte[]>> seen) {
        var last = new HashMap<String, Long>();
        for (var message : seen) {
            var event = EventRecords.read(message);
            assertThat(event.sequence()).isEqualTo(last.merge(event.aggregateId(), 0L, (old, _) -> old + 1));
        }
    }

    private void append(int count) {
        LongStream.range(0, count)
                .mapToObj(i -> new RoleId("rol_" + i % 50))
                .forEach(id -> log.append("ten_1", id.value(), new RoleRenamed(id, "name")));
    }

    private Bridge bridge() {
        return new Bridge(log, log, settings, new Topics(settings), new BridgeLease(jdbc));
    }

    private Reader reader() throws Exception {
        new Topics(settings).ensure();
        return new Reader(settings.bootstrap(), settings.topic());
    }

    private UUID storeId() {
        return jdbc.sql("select store_id from query.bridge").query(UUID.class).single();
    }

    private KafkaProducer<String, byte[]> openTransaction() throws Exception {
        var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", settings.bootstrap(), "transactional.id", "fasti.bridge." + storeId()),
                new StringSerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        for (var event : log.after(0, 5)) {
            producer.send(EventRecords.write(event, URI.create("urn:x"), settings.topic()))
                    .get();
        }
        producer.send(new ProducerRecord<>(settings.bridgeTopic(), storeId().toString(), new byte[] {'5'}))
                .get();
        return producer;
    }

    private static Throwable failure(Runnable action) {
        return catchThrowable(action::run);
    }

    private record Running(Bridge bridge) implements AutoCloseable {
        Running {
            bridge.start();
        }

        @Override
        public void close() {
            bridge.stop();
        }
    }
}
