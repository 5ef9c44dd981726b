package io.fasti.query.stream;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.fasti.eventstore.EventLog.Stored;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * An event as a Kafka record, and back: a CloudEvent in binary mode whose value is the payload as it is stored, personal
 * and sealed fields still sealed. The store's metadata travels in a header of its own.
 */
public final class EventRecords {
    public static final String METADATA = "fasti_metadata";

    private static final String CONTENT = "application/json";

    private EventRecords() {}

    /** @param source which store it comes from */
    public static ProducerRecord<String, byte[]> write(Stored event, URI source, String topic) {
        var key = event.tenantId() + "/" + event.aggregateId();
        var cloudEvent = CloudEventBuilder.v1()
                .withId(EventIds.of(event))
                .withSource(source)
                .withType(event.eventType())
                .withSubject(event.aggregateId())
                .withTime(utc(event.occurredAt()))
                .withData(CONTENT, event.payload().getBytes(StandardCharsets.UTF_8))
                .withExtension("partitionkey", key)
                .withExtension("sequence", String.format(Locale.ROOT, "%019d", event.position()))
                .withExtension("tenant", event.tenantId())
                .withExtension("aggregatetype", event.aggregateType())
                .withExtension("aggregatesequence", Long.toString(event.sequence()))
                .withExtension("revision", Integer.toString(event.revision()))
                .withExtension("recordedtime", utc(event.recordedAt()))
                .build();
        ProducerRecord<String, byte[]> message =
                KafkaMessageFactory.<String>createWriter(topic, null, key).writeBinary(cloudEvent);
        message.headers().add(METADATA, event.metadata().getBytes(StandardCharsets.UTF_8));
        return message;
    }

    /** @throws IllegalArgumentException when a header is missing or malformed */
    public static Stored read(ConsumerRecord<String, byte[]> message) {
        return new Stored(
                Long.parseLong(header(message, "ce_sequence")),
                header(message, "ce_tenant"),
                header(message, "ce_aggregatetype"),
                header(message, "ce_subject"),
                Long.parseLong(header(message, "ce_aggregatesequence")),
                header(message, "ce_type"),
                Integer.parseInt(header(message, "ce_revision")),
                new String(message.value(), StandardCharsets.UTF_8),
                header(message, METADATA),
                instant(header(message, "ce_time")),
                instant(header(message, "ce_recordedtime")));
    }

    private static String header(ConsumerRecord<?, ?> message, String name) {
        var header = message.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalArgumentException("the record has no header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
