package io.fasti.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Work that may take long and can be interrupted anywhere: it is looked for on a thread of its own from time to time, and
 * done in an office that one process at a time holds. What fails is taken up again the next time.
 */
public abstract class Background implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private final DataSource dataSource;
    private final String name;
    private final Duration poll;
    private final String holder = Follower.processName();
    private final Lease lease;
    private volatile boolean running;
    private volatile Thread thread;

    /**
     * @param name of the office, and of the thread
     * @param poll how often work is looked for
     */
    @SuppressWarnings("NullAway.Init")
    protected Background(DataSource dataSource, String name, Duration poll) {
        this.dataSource = dataSource;
        this.name = name;
        this.poll = poll;
        this.lease = new Lease(name, holder);
    }

    /** What is done in the office; with any exception it is interrupted, and looked for again the next time. */
    protected interface Work {
        /** @throws InterruptedException when this process stops */
        void run() throws SQLException, InterruptedException;
    }

    /** Whether this process can do such work at all; asked when it starts. */
    protected abstract boolean isAble();

    /**
     * Looks for work and does it, by {@link #inOffice}. An exception ends it until the next time, and is logged;
     * {@link CancellationException} says that it has seen {@link #isStopped}, and ends it for good.
     *
     * @param connection its own, with autocommit
     * @throws InterruptedException when this process stops
     */
    protected abstract void work(Connection connection) throws SQLException, InterruptedException;

    /**
     * Does the work unless another process is at it: then nothing happens.
     *
     * @param connection holds the office; when it breaks, another process may take it over
     */
    protected final void inOffice(Connection connection, Work work) throws SQLException, InterruptedException {
        if (!lease.take(connection)) {
            return;
        }
        try {
            work.run();
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
                lease.release(connection);
            }
        }
    }

    /** This process, as others are told of it. */
    protected final String holder() {
        return holder;
    }

    /** Whether work has to end as soon as it can; what is left is taken up after the next start. */
    protected final boolean isStopped() {
        return !running;
    }

    @Override
    public final synchronized void start() {
        if (!running && isAble()) {
            running = true;
            thread = Thread.ofPlatform().daemon().name(name).start(this::look);
        }
    }

    @Override
    public final synchronized void stop() {
        if (running) {
            running = false;
            thread.interrupt();
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public final boolean isRunning() {
        return running;
    }

    /** Stops before the follower does, and starts after it. */
    @Override
    public final int getPhase() {
        return 110;
    }

    private void look() {
        try {
            while (running) {
                try (var connection = dataSource.getConnection()) {
                    connection.setAutoCommit(true);
                    work(connection);
                } catch (CancellationException e) {
                    return;
                } catch (SQLException | RuntimeException e) {
                    if (running) {
                        LOG.warn("The work of {} has been interrupted and goes on: {}", name, e.toString());
                    }
                }
                TimeUnit.MILLISECONDS.sleep(poll.toMillis());
            }
        } catch (InterruptedException e) {
            LOG.debug("{} was stopped", name);
        }
    }
}
