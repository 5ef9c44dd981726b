package io.fasti.query.stream;

import io.fasti.eventstore.EventLog.Stored;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Runs every reaction as a consumer group of the stream that reads what is committed. Starting does not wait for Kafka, and
 * when Kafka or the database goes away, everything goes on where it was once it is back.
 */
@Component
public final class Subscriptions implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);
    private static final int RETRY_SECONDS = 2;

    private final StreamSettings settings;
    private final Topics topics;
    private final List<Reaction> reactions;
    private final DeadLetters deadLetters;
    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers = new ArrayList<>();
    private @Nullable Thread starter;
    private CountDownLatch stopped = new CountDownLatch(0);

    public Subscriptions(StreamSettings settings, Topics topics, List<Reaction> reactions, DeadLetters deadLetters) {
        this.settings = settings;
        this.topics = topics;
        this.reactions = List.copyOf(reactions);
        this.deadLetters = deadLetters;
    }

    @Override
    public synchronized void start() {
        stopped = new CountDownLatch(1);
        reactions.forEach(reaction -> containers.add(container(reaction)));
        starter = Thread.ofVirtual().name("subscriptions").start(this::begin);
    }

    @Override
    public void stop() {
        stopped.countDown();
        try {
            var running = starter;
            if (running != null) {
                running.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            containers.forEach(container -> container.stop());
            containers.clear();
        }
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void begin() {
        try {
            while (!topicsAreThere()) {
                if (stopped.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        containers.forEach(container -> container.start());
    }

    private boolean topicsAreThere() throws InterruptedException {
        try {
            topics.ensure();
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.debug("Kafka is not there yet", e);
            return false;
        }
    }

    private ConcurrentMessageListenerContainer<String, byte[]> container(Reaction reaction) {
        var properties = new ContainerProperties(settings.topic());
        properties.setGroupId(settings.groups() + "." + reaction.name());
        properties.setMessageListener((BatchMessageListener<String, byte[]>) messages -> react(reaction, messages));
        properties.setListenerTaskExecutor(executor(reaction));
        properties.setShutdownTimeout(TimeUnit.SECONDS.toMillis(10));
        var container = new ConcurrentMessageListenerContainer<>(consumers(), properties);
        container.setBeanName(reaction.name());
        container.setConcurrency(settings.consumers());
        container.setCommonErrorHandler(forEver());
        return container;
    }

    private static SimpleAsyncTaskExecutor executor(Reaction reaction) {
        var executor = new SimpleAsyncTaskExecutor("reaction-" + reaction.name() + "-");
        executor.setDaemon(true);
        return executor;
    }

    private static DefaultErrorHandler forEver() {
        var pauses = new ExponentialBackOff(200, 2);
        pauses.setMaxInterval(TimeUnit.SECONDS.toMillis(5));
        pauses.setMaxElapsedTime(Long.MAX_VALUE);
        return new DefaultErrorHandler(pauses);
    }

    private DefaultKafkaConsumerFactory<String, byte[]> consumers() {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", settings.bootstrap());
        config.put("isolation.level", "read_committed");
        config.put("auto.offset.reset", "earliest");
        config.put("enable.auto.commit", false);
        config.put("allow.auto.create.topics", false);
        config.put("max.poll.records", 500);
        config.put("reconnect.backoff.max.ms", 5000);
        return new DefaultKafkaConsumerFactory<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void react(Reaction reaction, List<ConsumerRecord<String, byte[]>> messages) {
        var events = new ArrayList<Stored>();
        for (var message : messages) {
            try {
                events.add(EventRecords.read(message));
            } catch (IllegalArgumentException | DateTimeException e) {
                LOG.error("The record at {}-{} is not an event of Fasti", message.partition(), message.offset(), e);
            }
        }
        if (!events.isEmpty()) {
            deadLetters.take(reaction, events);
        }
    }
}
