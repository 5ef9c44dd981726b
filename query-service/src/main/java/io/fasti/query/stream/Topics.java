package io.fasti.query.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.springframework.stereotype.Component;

/** Makes the topics when they are not there yet; those that are there stay as they are. */
@Component
public final class Topics {
    /** The largest record: a stored event of the largest request, with room for what sealing adds. */
    public static final int MAX_BYTES = 8 * 1024 * 1024;

    private static final int WAIT_SECONDS = 10;

    private final StreamSettings settings;

    public Topics(StreamSettings settings) {
        this.settings = settings;
    }

    /**
     * Where both are there, no right to make any is needed.
     *
     * @throws TimeoutException when Kafka cannot be reached
     */
    public void ensure() throws InterruptedException, ExecutionException, TimeoutException {
        var replication = settings.replication() < 1 ? Optional.<Short>empty() : Optional.of(settings.replication());
        var events = new NewTopic(settings.topic(), Optional.of(settings.partitions()), replication)
                .configs(Map.of("max.message.bytes", Integer.toString(MAX_BYTES), "retention.ms", "-1"));
        var bridge = new NewTopic(settings.bridgeTopic(), Optional.of(1), replication)
                .configs(Map.of("cleanup.policy", "compact", "segment.bytes", "4194304"));
        var config = new HashMap<String, Object>();
        config.put("bootstrap.servers", settings.bootstrap());
        config.put("default.api.timeout.ms", WAIT_SECONDS * 1000);
        config.put("request.timeout.ms", WAIT_SECONDS * 500);
        try (var admin = Admin.create(config)) {
            var there = admin.listTopics().names().get(WAIT_SECONDS, TimeUnit.SECONDS);
            for (var topic : List.of(events, bridge)) {
                if (!there.contains(topic.name())) {
                    make(admin, topic);
                }
            }
        }
    }

    /** Another process may be quicker. */
    private static void make(Admin admin, NewTopic topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            admin.createTopics(List.of(topic)).all().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
