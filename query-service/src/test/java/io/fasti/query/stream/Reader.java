package io.fasti.query.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic as any consumer would that reads what is committed. */
public final class Reader implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    public Reader(String bootstrap, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(
                consumer.partitionsFor(topic).stream().map(Reader::partition).toList());
    }

    /** Everything seen so far, once there is at least this much, or the time is over. */
    public List<ConsumerRecord<String, byte[]>> atLeast(int count, Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        while (seen.size() < count && System.nanoTime() < end) {
            consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
        }
        return List.copyOf(seen);
    }

    /** Looks for more for that long. */
    public List<ConsumerRecord<String, byte[]>> everythingWithin(Duration time) {
        return atLeast(Integer.MAX_VALUE, time);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }
}
