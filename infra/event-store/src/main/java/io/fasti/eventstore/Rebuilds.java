package io.fasti.eventstore;

import io.fasti.eventstore.RebuildLedger.Entry;
import io.fasti.eventstore.RebuildLedger.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Works on rebuilds, one at a time over all processes: those that operators ask for, and those of read models that this
 * release brings in a newer version than the store remembers. One that was interrupted is taken up again.
 */
final class Rebuilds implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
    private static final int MOST_ATTEMPTS = 20;
    private static final String OF_RELEASE = "release";

    private final DataSource dataSource;
    private final Map<String, ReadModel<?>> models = new LinkedHashMap<>();
    private final Rebuild.Setting setting;
    private final Duration poll;
    private final String holder = Follower.processName();
    private final Lease lease = new Lease("rebuild", holder);
    private final Set<String> asked = new HashSet<>();
    private volatile boolean running;
    private volatile Thread thread;

    @SuppressWarnings("NullAway.Init")
    Rebuilds(DataSource dataSource, Opener opener, List<ReadModel<?>> models, EventStoreProperties.Store properties) {
        this.dataSource = dataSource;
        models.forEach(model -> this.models.put(model.name(), model));
        this.poll = properties.poll();
        this.setting = new Rebuild.Setting(
                dataSource,
                opener,
                properties.page(),
                properties.rebuildMemory().toBytes(),
                poll.toMillis(),
                () -> !running);
    }

    @Override
    public synchronized void start() {
        if (!running && !models.isEmpty()) {
            running = true;
            thread = Thread.ofPlatform().daemon().name("rebuild").start(this::work);
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
                    LOG.warn("Rebuilding has been interrupted and goes on: {}", e.toString());
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(poll.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Does what there is to do, in the office of the one who rebuilds. */
    private void work(Connection connection) throws SQLException, InterruptedException {
        askForOlder(connection);
        if (RebuildLedger.open(connection, models.values()).isEmpty() || !lease.take(connection)) {
            return;
        }
        try {
            for (var entry : RebuildLedger.open(connection, models.values())) {
                var taken = RebuildLedger.takeUp(connection, entry, holder);
                if (taken.isPresent()) {
                    work(connection, taken.get());
                }
            }
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
                lease.release(connection);
            }
        }
    }

    private void work(Connection office, Entry entry) throws SQLException, InterruptedException {
        var model = models.get(entry.name());
        if (model == null) {
            return;
        }
        if (entry.attempt() > MOST_ATTEMPTS) {
            RebuildLedger.end(office, entry, Phase.FAILED, "it was interrupted " + MOST_ATTEMPTS + " times");
            return;
        }
        Application.remember(office, models.values());
        new Rebuild(setting, model, entry, office).run();
    }

    /** Asks once in the life of this process, so that one that fails is not tried for ever. */
    private void askForOlder(Connection connection) throws SQLException {
        for (var name : RebuildLedger.older(connection, models.values())) {
            var model = models.get(name);
            if (model != null && asked.add(name)) {
                RebuildLedger.request(
                        connection, model, true, OF_RELEASE, "the release brings version " + model.version());
            }
        }
    }
}
