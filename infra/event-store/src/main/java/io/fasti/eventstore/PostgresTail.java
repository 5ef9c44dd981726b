package io.fasti.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads what was committed as soon as anybody says that something was: this process itself, a notification, or the clock.
 * One thread waits for notifications, one reads; each has a connection of its own and gets another when it is lost.
 */
final class PostgresTail implements Tail, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresTail.class);
    private static final int PAGE = 2_000;
    private static final String AFTER = """
            select position, tenant_id, aggregate_type, aggregate_id, event_type
            from event_store.event
            where position > ?
            order by position
            limit 2000
            """;

    private final DataSource dataSource;
    private final AppliedPositions applied;
    private final Duration poll;
    private final List<Consumer<List<Heard>>> listeners = new CopyOnWriteArrayList<>();
    private final Set<Long> toldAtCommit = ConcurrentHashMap.newKeySet();
    private final Semaphore news = new Semaphore(0);
    private volatile boolean running;
    private volatile long position;
    private volatile long heardAt = System.nanoTime();
    private final List<Thread> threads = new ArrayList<>();

    PostgresTail(DataSource dataSource, CommitSignal signal, AppliedPositions applied, Duration poll) {
        this.dataSource = dataSource;
        this.applied = applied;
        this.poll = poll;
        signal.listen(this::committedHere);
    }

    @Override
    public void listen(Consumer<List<Heard>> listener) {
        listeners.add(listener);
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heardAt);
    }

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        try (var connection = dataSource.getConnection()) {
            position = PostgresEventLog.head(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The event store could not be read", e);
        }
        heardAt = System.nanoTime();
        running = true;
        threads.add(Thread.ofPlatform().daemon().name("tail").start(() -> staying(this::read)));
        threads.add(Thread.ofPlatform().daemon().name("tail-listener").start(() -> staying(this::hear)));
    }

    @Override
    public synchronized void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 50;
    }

    private void committedHere(List<Heard> heard) {
        if (!running) {
            return;
        }
        synchronized (listeners) {
            var fresh =
                    heard.stream().filter(event -> event.position() > position).toList();
            if (fresh.isEmpty()) {
                return;
            }
            tell(fresh);
            long last = fresh.getLast().position();
            if (last == position + fresh.size()) {
                // Nobody else has committed in between: there is nothing to read.
                position = last;
                return;
            }
            fresh.forEach(event -> toldAtCommit.add(event.position()));
        }
        news.release();
    }

    private interface Work {
        void on(Connection connection) throws SQLException, InterruptedException;
    }

    /** Does the work until the end, with another connection whenever one is lost. */
    private void staying(Work work) {
        while (running) {
            try (var connection = dataSource.getConnection()) {
                connection.setAutoCommit(true);
                work.on(connection);
            } catch (SQLException e) {
                if (running) {
                    LOG.warn("The tail has lost the database and tries again: {}", e.getMessage());
                    pause();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void read(Connection connection) throws SQLException, InterruptedException {
        plan(connection, "set plan_cache_mode = force_generic_plan; set enable_seqscan = off");
        try {
            while (running) {
                var asked = System.nanoTime();
                readAll(connection);
                heardAt = asked;
                if (news.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            }
        } finally {
            if (!connection.isClosed()) {
                plan(connection, "reset plan_cache_mode; reset enable_seqscan");
            }
        }
    }

    /** Planned once, by index: read as a whole, a table without statistics would cost more with every event in it. */
    private static void plan(Connection connection, String settings) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(settings);
        }
    }

    private void readAll(Connection connection) throws SQLException {
        List<Heard> page;
        do {
            page = new ArrayList<>();
            try (var select = connection.prepareStatement(AFTER)) {
                select.setLong(1, position);
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        page.add(new Heard(
                                rows.getLong(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getString(5)));
                    }
                }
            }
            if (!page.isEmpty()) {
                synchronized (listeners) {
                    // While this was read, commits of our own may have gone further.
                    tell(page.stream()
                            .filter(event -> event.position() > position && !toldAtCommit.remove(event.position()))
                            .toList());
                    position = Math.max(position, page.getLast().position());
                }
            }
        } while (page.size() == PAGE);
    }

    private void hear(Connection connection) throws SQLException {
        try (var listen = connection.createStatement()) {
            listen.execute("listen " + Channels.EVENTS);
            listen.execute("listen " + Channels.APPLIED);
        }
        var postgres = connection.unwrap(PGConnection.class);
        applied.restart(Follower.appliedPosition(connection));
        while (running) {
            var heard = postgres.getNotifications((int) poll.toMillis());
            if (heard.length == 0) {
                applied.advance(Follower.appliedPosition(connection));
            }
            for (var notification : heard) {
                if (notification.getName().equals(Channels.APPLIED)) {
                    applied.advance(Long.parseLong(notification.getParameter()));
                } else if (isNews(notification.getParameter())) {
                    news.release();
                }
            }
        }
    }

    /** A notification names the last position of its commit; of our own commits we know already. */
    private boolean isNews(String last) {
        if (last.isEmpty()) {
            return true;
        }
        long named = Long.parseLong(last);
        return named > position && !toldAtCommit.contains(named);
    }

    private void tell(List<Heard> heard) {
        if (heard.isEmpty()) {
            return;
        }
        for (var listener : listeners) {
            try {
                listener.accept(heard);
            } catch (RuntimeException e) {
                LOG.error("A listener of the tail has failed; it has missed {} events", heard.size(), e);
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(poll.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
