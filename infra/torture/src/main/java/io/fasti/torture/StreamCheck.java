package io.fasti.torture;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a consumer that reads what is committed finds in Kafka, against the store. */
final class StreamCheck implements Check {
    private static final String TOPIC = "fasti.events";

    private final Report report;
    private final Map<Long, String> published = new HashMap<>();
    private final Map<String, Long> lastOfKey = new HashMap<>();

    StreamCheck(String bootstrapServers, Report report) {
        this.report = report;
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(500)).forEach(this::consumed);
            }
        }
    }

    private void consumed(ConsumerRecord<String, byte[]> message) {
        report.looked(Promise.STREAM, 1);
        long position = Long.parseLong(header(message, "ce_sequence"));
        var content =
                digest(message.key(), header(message, "ce_type"), new String(message.value(), StandardCharsets.UTF_8));
        if (published.put(position, content) != null) {
            report.broken(Promise.STREAM, "position " + position + " is there twice");
        }
        var before = lastOfKey.put(message.key(), position);
        if (before != null && before >= position) {
            report.broken(Promise.STREAM, "%s has %d after %d".formatted(message.key(), position, before));
        }
    }

    @Override
    public void take(Event event) {
        var content = published.remove(event.position());
        if (content == null) {
            report.broken(Promise.STREAM, "position " + event.position() + " is missing");
        } else if (!content.equals(
                digest(event.tenantId() + "/" + event.aggregateId(), event.type(), event.payload()))) {
            report.broken(Promise.STREAM, "position " + event.position() + " is another than in the store");
        }
    }

    @Override
    public void finish() {
        published
                .keySet()
                .forEach(position -> report.broken(Promise.STREAM, "position " + position + " is not in the store"));
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        var header = Objects.requireNonNull(message.headers().lastHeader(name), name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String digest(String key, String type, String payload) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            List.of(key, type, payload).forEach(part -> digest.update((part + "\n").getBytes(StandardCharsets.UTF_8)));
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
