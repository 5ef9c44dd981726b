package io.fasti.query.bridge;

import io.fasti.eventstore.EventLog;
import io.fasti.eventstore.Tail;
import io.fasti.query.stream.StreamSettings;
import io.fasti.query.stream.Topics;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Follows the store and publishes what was committed. Nothing waits for it: when Kafka is away, events wait in the store
 * until it is back.
 */
@Component
class Bridge implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);
    private static final int BATCH = 2000;
    private static final Duration IDLE = Duration.ofSeconds(1);
    /** A transaction costs Kafka the same for one event as for a hundred: under load, some come together first. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private static final Duration RENEWAL = BridgeLease.TERM.dividedBy(4);
    private static final long FIRST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 5000;

    private final EventLog events;
    private final StreamSettings settings;
    private final Topics topics;
    private final BridgeLease lease;
    private final Semaphore news = new Semaphore(0);
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private @Nullable Thread thread;
    private long pause = FIRST_PAUSE;

    Bridge(EventLog events, Tail tail, StreamSettings settings, Topics topics, BridgeLease lease) {
        this.events = events;
        this.settings = settings;
        this.topics = topics;
        this.lease = lease;
        tail.listen(_ -> news.release());
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        thread = Thread.ofPlatform().daemon().name("bridge").start(this::run);
    }

    @Override
    public void stop() {
        stopped.countDown();
        news.release();
        try {
            if (thread != null && !thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void run() {
        while (isRunning()) {
            try {
                lead();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException | ExecutionException | TimeoutException e) {
                stumbled(e);
            }
        }
    }

    /** Publishes for as long as the lease is held. */
    private void lead() throws InterruptedException, ExecutionException, TimeoutException {
        var storeId = lease.take();
        if (storeId.isEmpty()) {
            waitForStop(RENEWAL.toMillis());
            return;
        }
        try {
            topics.ensure();
            lease.take();
            try (var publisher = new Publisher(settings, storeId.get())) {
                LOG.info("Publishing events to {} from position {} on", settings.topic(), publisher.position());
                publish(publisher);
            }
        } finally {
            lease.giveBack();
        }
    }

    private void publish(Publisher publisher) throws InterruptedException {
        if (publisher.position() > events.head()) {
            throw new IllegalStateException("position " + publisher.position()
                    + " was published, but the store ends before: it is not the store that it was");
        }
        var renewAt = System.nanoTime();
        while (isRunning()) {
            if (System.nanoTime() - renewAt >= 0) {
                if (lease.take().isEmpty()) {
                    LOG.info("Another process publishes now");
                    return;
                }
                lease.published(publisher.position());
                renewAt = System.nanoTime() + RENEWAL.toNanos();
            }
            news.drainPermits();
            var batch = events.after(publisher.position(), BATCH);
            if (batch.isEmpty()) {
                waitForNews();
            } else {
                publisher.publish(batch);
                pause = FIRST_PAUSE;
                if (batch.size() < BATCH) {
                    waitForStop(GATHERING.toMillis());
                }
            }
        }
    }

    private void waitForNews() throws InterruptedException {
        if (news.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    private void waitForStop(long millis) throws InterruptedException {
        if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
            LOG.debug("Asked to stop");
        }
    }

    private void stumbled(Exception e) {
        if (!isRunning()) {
            return;
        }
        LOG.warn("Events wait in the store, they cannot be published at the moment: {}", e.toString());
        try {
            waitForStop(pause + ThreadLocalRandom.current().nextLong(pause));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
}
