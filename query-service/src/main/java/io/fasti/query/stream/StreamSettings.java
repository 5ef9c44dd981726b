package io.fasti.query.stream;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the event stream is.
 *
 * @param bootstrap addresses of Kafka brokers
 * @param topic the topic that events are published to
 * @param bridgeTopic the compacted topic in which the bridge keeps how far it is
 * @param groups the beginning of the names of consumer groups: {@code fasti.audit}
 * @param partitions how many the topic gets when Fasti makes it
 * @param replication how many copies the topics get when Fasti makes them; -1 leaves it to the broker
 * @param consumers how many threads of this process follow the topic for each reaction
 */
@ConfigurationProperties("fasti.kafka")
public record StreamSettings(
        @DefaultValue("127.0.0.1:9092") String bootstrap,
        @DefaultValue("fasti.events") String topic,
        @DefaultValue("fasti.bridge") String bridgeTopic,
        @DefaultValue("fasti") String groups,
        @DefaultValue("8") int partitions,
        @DefaultValue("-1") short replication,
        @DefaultValue("1") int consumers) {}
