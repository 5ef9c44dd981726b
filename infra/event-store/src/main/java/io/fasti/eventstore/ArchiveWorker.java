package io.fasti.eventstore;

import io.fasti.eventstore.ArchiveLedger.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Works on archives whose folder is here, one at a time over all processes. One that was interrupted is taken up again. */
final class ArchiveWorker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveWorker.class);

    private final DataSource dataSource;
    private final ArchiveProperties properties;
    private final ArchiveWork.Setting setting;
    private final Duration poll;
    private final boolean knows;
    private final String holder = Follower.processName();
    private final Lease lease = new Lease("archive", holder);
    private volatile boolean running;
    private volatile Thread thread;

    @SuppressWarnings("NullAway.Init")
    ArchiveWorker(
            DataSource dataSource,
            Opener opener,
            List<ReadModel<?>> models,
            List<StoreReader> readers,
            ArchiveProperties properties,
            Duration poll) {
        this.dataSource = dataSource;
        this.properties = properties;
        this.poll = poll;
        this.knows = !models.isEmpty();
        this.setting = new ArchiveWork.Setting(
                dataSource,
                new LeavesNothing(opener, models),
                new ArchiveGate(readers),
                properties.eventsPerFile(),
                poll.toMillis(),
                () -> !running);
    }

    @Override
    public synchronized void start() {
        if (!running && knows && properties.folder() != null) {
            running = true;
            thread = Thread.ofPlatform().daemon().name("archive").start(this::work);
        }
    }

    @Override
    public synchronized void stop() {
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
    public boolean isRunning() {
        return running;
    }

    /** Stops before the follower does, and starts after it. */
    @Override
    public int getPhase() {
        return 110;
    }

    private void work() {
        while (running) {
            try (var connection = dataSource.getConnection()) {
                connection.setAutoCommit(true);
                work(connection);
            } catch (CancellationException | InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                if (running) {
                    LOG.warn("Archiving has been interrupted and goes on: {}", e.toString());
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(poll.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void work(Connection connection) throws SQLException, InterruptedException {
        var here = ArchiveLedger.open(connection).stream()
                .filter(entry -> folder(entry).isThere())
                .toList();
        if (here.isEmpty() || !lease.take(connection)) {
            return;
        }
        try {
            for (var entry : here) {
                var taken = ArchiveLedger.takeUp(connection, entry, holder);
                if (taken.isPresent()) {
                    new ArchiveWork(setting, taken.get(), folder(taken.get())).run();
                }
            }
        } finally {
            if (!connection.isClosed()) {
                lease.release(connection);
            }
        }
    }

    private ArchiveFolder folder(Entry entry) {
        var root = properties.folder();
        if (root == null) {
            throw new IllegalStateException("There is no folder for archives");
        }
        return new ArchiveFolder(root.toAbsolutePath().normalize().resolve(entry.name()));
    }
}
