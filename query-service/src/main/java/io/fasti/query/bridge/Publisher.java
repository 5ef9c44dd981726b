package io.fasti.query.bridge;

import io.fasti.eventstore.EventLog.Stored;
import io.fasti.query.stream.EventRecords;
import io.fasti.query.stream.StreamSettings;
import io.fasti.query.stream.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes events together with the position reached, in one transaction. After any exception it is of no use any more:
 * close it, make another, and go on from the {@link #position} that one finds.
 */
final class Publisher implements AutoCloseable {
    private static final long FIRST_LOOK = 1000;
    private static final int PATIENCE_MILLIS = 15_000;

    private final StreamSettings settings;
    private final String store;
    private final URI source;
    private final KafkaProducer<String, byte[]> producer;
    private long position;

    /** Ends what an earlier publisher of this store left open, and shuts it out. */
    Publisher(StreamSettings settings, UUID storeId) {
        this.settings = settings;
        this.store = storeId.toString();
        this.source = URI.create("urn:uuid:" + storeId);
        this.producer = new KafkaProducer<>(config(), new StringSerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            this.position = published();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The position of the last event published. */
    long position() {
        return position;
    }

    void publish(List<Stored> events) {
        var reached = events.getLast().position();
        producer.beginTransaction();
        for (var event : events) {
            send(EventRecords.write(event, source, settings.topic()));
        }
        send(new ProducerRecord<>(
                settings.bridgeTopic(), store, Long.toString(reached).getBytes(StandardCharsets.UTF_8)));
        producer.commitTransaction();
        position = reached;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }

    /** A record that cannot be sent makes the commit fail, so nobody looks at the future. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(ProducerRecord<String, byte[]> message) {
        producer.send(message);
    }

    private Map<String, Object> config() {
        var config = new HashMap<String, Object>();
        config.put("bootstrap.servers", settings.bootstrap());
        config.put("transactional.id", "fasti.bridge." + store);
        config.put("acks", "all");
        config.put("max.request.size", Topics.MAX_BYTES);
        config.put("batch.size", 256 * 1024);
        config.put("max.block.ms", PATIENCE_MILLIS);
        config.put("request.timeout.ms", PATIENCE_MILLIS / 2);
        config.put("delivery.timeout.ms", PATIENCE_MILLIS * 2);
        config.put("reconnect.backoff.max.ms", 5000);
        return config;
    }

    /** Looks from the end of the topic backwards, in ever longer steps, for the last position of this store. */
    private long published() {
        var config = new HashMap<String, Object>();
        config.put("bootstrap.servers", settings.bootstrap());
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        config.put("default.api.timeout.ms", PATIENCE_MILLIS);
        var partition = new TopicPartition(settings.bridgeTopic(), 0);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            var first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            for (long look = FIRST_LOOK; ; look *= 10) {
                var from = Math.max(first, end - look);
                var found = lastBetween(consumer, partition, from, end);
                if (found >= 0 || from == first) {
                    return Math.max(found, 0);
                }
            }
        }
    }

    private long lastBetween(KafkaConsumer<String, byte[]> consumer, TopicPartition partition, long from, long end) {
        var found = -1L;
        consumer.seek(partition, from);
        while (consumer.position(partition) < end) {
            for (var message : consumer.poll(Duration.ofSeconds(1)).records(partition)) {
                if (store.equals(message.key()) && message.offset() < end) {
                    found = Long.parseLong(new String(message.value(), StandardCharsets.UTF_8));
                }
            }
        }
        return found;
    }
}
