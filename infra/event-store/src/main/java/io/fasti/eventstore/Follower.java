package io.fasti.eventstore;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Applies the events to the read models, in the order of commits, in one process at a time. The rows of a page and the
 * position they bring the models to are one transaction, so whatever dies, each event is applied once.
 *
 * <p>All live models share one position. A model that has just been added, or was stopped, catches up by itself, page by
 * page between those of the others, and joins them when it has reached their position.
 */
final class Follower implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration GATHERING = Duration.ofMillis(4);

    private final DataSource dataSource;
    private final Application application;
    private final AppliedPositions applied;
    private final Lease lease = new Lease("read-models", processName());
    private final Duration poll;
    private final int page;
    /** As {@link System#nanoTime()}: no page is taken before it. */
    private long nextAt = System.nanoTime();

    private final Semaphore news = new Semaphore(0);
    private volatile boolean running;
    private volatile boolean leading;
    private boolean insists;
    private volatile Thread thread;

    @SuppressWarnings("NullAway.Init")
    Follower(
            DataSource dataSource,
            Opener opener,
            List<ReadModel<?>> models,
            Tail tail,
            AppliedPositions applied,
            Duration poll,
            int page) {
        this.dataSource = dataSource;
        this.application = new Application(opener, models);
        this.applied = applied;
        this.poll = poll;
        this.page = page;
        tail.listen(_ -> news.release());
    }

    /** The position that all live read models have been brought to. */
    static long appliedPosition(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(
                        "select position from event_store.projection where name = '" + Application.LIVE + "'");
                var rows = select.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Whether this process is the one that applies. */
    boolean isLeading() {
        return leading;
    }

    @Override
    public synchronized void start() {
        if (!running && !application.isEmpty()) {
            running = true;
            thread = Thread.ofPlatform().daemon().name("follower").start(this::run);
        }
    }

    @Override
    public synchronized void stop() {
        if (running) {
            running = false;
            news.release();
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 100;
    }

    private void run() {
        while (running) {
            try (var connection = dataSource.getConnection()) {
                connection.setAutoCommit(true);
                if (lease.take(connection)) {
                    lead(connection);
                    stepAside();
                } else {
                    rest();
                }
            } catch (SQLException e) {
                if (running) {
                    LOG.warn("The follower has lost the database and tries again: {}", e.getMessage());
                    rest();
                }
            } catch (RuntimeException e) {
                LOG.error("The follower has failed and tries again", e);
                rest();
            } finally {
                leading = false;
            }
        }
    }

    private void lead(Connection connection) throws SQLException {
        leading = true;
        try {
            prepare(connection);
            connection.setAutoCommit(false);
            if (!insists && application.isOutdated(connection)) {
                insists = true;
                return;
            }
            application.begin(connection);
            LOG.info("Applying events to the read models from position {}", application.position());
            while (running) {
                try {
                    var all = application.catchUp(connection, page);
                    gather();
                    var more = application.apply(connection, page);
                    applied.advance(application.position());
                    if (all && !more && running) {
                        rest();
                    }
                } catch (SQLException e) {
                    if (!Faults.isSuperseded(e)) {
                        throw e;
                    }
                    connection.rollback();
                    if (!insists && application.isOutdated(connection)) {
                        insists = true;
                        return;
                    }
                    application.begin(connection);
                }
            }
        } finally {
            release(connection);
        }
    }

    /**
     * Read models can be made again from the events, and their rows and position are flushed together or not at all: so
     * nobody waits for the disk. The statements are made of arrays, to be planned once, by index. A holder of the lease that
     * has dropped off the network is noticed within seconds.
     */
    private static void prepare(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off; set plan_cache_mode = force_generic_plan; set jit = off"
                    + "; set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off"
                    + "; set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3");
        }
    }

    private void release(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
            connection.setAutoCommit(true);
            lease.release(connection);
            try (var statement = connection.createStatement()) {
                statement.execute("reset all");
            }
        }
    }

    /** A process of a newer release is to take the office; when there is none, this one takes it again. */
    private void stepAside() {
        if (running) {
            LOG.info("Read models have been made by a newer release, which is to apply from here on");
            try {
                TimeUnit.MILLISECONDS.sleep(4 * poll.toMillis());
            } catch (InterruptedException e) {
                running = false;
            }
        }
    }

    /**
     * A page costs about the same for one event as for ten: under load, the next one begins a little after the last one did.
     * Who comes alone never waits.
     */
    private void gather() {
        LockSupport.parkNanos(nextAt - System.nanoTime());
        nextAt = System.nanoTime() + GATHERING.toNanos();
    }

    private void rest() {
        try {
            if (news.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            running = false;
        }
    }

    static String processName() {
        try {
            return InetAddress.getLocalHost().getHostName() + "/"
                    + ProcessHandle.current().pid();
        } catch (UnknownHostException e) {
            return "process " + ProcessHandle.current().pid();
        }
    }
}
