package io.fasti.eventstore;

import io.fasti.eventstore.Projections.Act;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Wraps the keys of tenants with the present master key that are still wrapped with the previous one: at the start, in the
 * background, and whenever an operator asks. The keys themselves stay the same, so nothing that was sealed is touched.
 *
 * <p>A few at a time, each few in a transaction of their own: whoever goes on after an interruption, or beside, finds what is
 * left.
 */
public final class MasterKeyRotation implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(MasterKeyRotation.class);
    private static final int AT_ONCE = 200;
    private static final long PAUSE_MILLIS = 2_000;
    private static final String NAME = "keys";

    /**
     * How far it is. Keys are called by the beginning of their hash, by which nobody can tell them.
     *
     * @param previous null when none is configured
     * @param wrapped how many tenants' keys are wrapped with which master key
     * @param left how many are not wrapped with the current one yet; with none left, the previous is not needed any more
     * @param rewrapped how many this process has wrapped anew since its start
     * @param error why it could not go on when it tried last; it tries again
     */
    public record Progress(
            String current,
            @Nullable String previous,
            Map<String, Long> wrapped,
            long left,
            boolean running,
            long rewrapped,
            @Nullable String error) {}

    private record Wrapped(String tenantId, byte[] key) {}

    private final DataSource dataSource;
    private final MasterKeys masters;
    private final AtomicLong rewrapped = new AtomicLong();
    private volatile @Nullable String error;
    private volatile boolean running;
    private @Nullable Thread thread;

    MasterKeyRotation(DataSource dataSource, MasterKeys masters) {
        this.dataSource = dataSource;
        this.masters = masters;
    }

    /**
     * @throws IllegalStateException when keys are wrapped with a master key that this process does not have: it could neither
     *     read nor seal anything of their tenants
     */
    static void requireFitting(DataSource dataSource, MasterKeys masters) {
        try (var connection = dataSource.getConnection()) {
            counted(connection).forEach((id, tenants) -> {
                if (!masters.has(id)) {
                    throw new IllegalStateException("The keys of " + tenants + " tenants are wrapped with master key "
                            + id + ", but this process has " + masters.names()
                            + ": give that one as fasti.master-key, or as fasti.previous-master-key to change it");
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException("The keys of tenants could not be looked at", e);
        }
    }

    public Progress progress() {
        try (var connection = dataSource.getConnection()) {
            var wrapped = counted(connection);
            var left = wrapped.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(masters.current().id()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            var previous = masters.previous();
            return new Progress(
                    masters.current().id(),
                    previous == null ? null : previous.id(),
                    wrapped,
                    left,
                    isWorking(),
                    rewrapped.get(),
                    error);
        } catch (SQLException e) {
            throw new IllegalStateException("The keys of tenants could not be counted", e);
        }
    }

    /**
     * Wraps what is left, in the background.
     *
     * @throws OperationRefused when there is no previous key to change from
     */
    public Progress rotate(Act act) {
        if (masters.previous() == null) {
            throw new OperationRefused(
                    OperationRefused.Kind.CONFLICT,
                    "There is no previous master key: fasti.previous-master-key is not set.");
        }
        begin(act);
        return progress();
    }

    @Override
    public synchronized void start() {
        running = true;
        if (masters.previous() != null) {
            begin(new Act("fasti", "start"));
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private synchronized boolean isWorking() {
        return thread != null && thread.isAlive();
    }

    private synchronized void begin(Act act) {
        if (running && !isWorking()) {
            thread = Thread.ofPlatform().daemon().name("master-key").start(() -> work(act));
        }
    }

    private void work(Act act) {
        long before = rewrapped.get();
        while (running) {
            try {
                if (!some()) {
                    done(act, rewrapped.get() - before);
                    return;
                }
                error = null;
            } catch (SQLException | RuntimeException e) {
                error = String.valueOf(e.getMessage());
                LOG.warn("Keys could not be wrapped anew, it is tried again: {}", e.getMessage());
                try {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /** Wraps a few anew; false when none is left. Those that another process has in hand are its own. */
    private boolean some() throws SQLException {
        var previous = masters.previous();
        if (previous == null) {
            return false;
        }
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int count = some(connection, previous);
                connection.commit();
                rewrapped.addAndGet(count);
                return count > 0;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private int some(Connection connection, MasterKey previous) throws SQLException {
        try (var select = connection.prepareStatement("""
                        select tenant_id, wrapped
                        from event_store.tenant_key
                        where master_key_id = ?
                        limit ?
                        for update skip locked
                        """);
                var update = connection.prepareStatement("""
                        update event_store.tenant_key
                        set master_key_id = ?, wrapped = ?
                        where tenant_id = ?
                        """)) {
            select.setString(1, previous.id());
            select.setInt(2, AT_ONCE);
            int count = 0;
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var found = new Wrapped(rows.getString(1), rows.getBytes(2));
                    var key = previous.unwrap(found.tenantId(), found.key());
                    update.setString(1, masters.current().id());
                    update.setBytes(2, masters.current().wrap(found.tenantId(), key));
                    update.setString(3, found.tenantId());
                    update.addBatch();
                    count++;
                }
            }
            update.executeBatch();
            return count;
        }
    }

    /** Written down when anything was done, or an operator asked for it. */
    private void done(Act act, long count) throws SQLException {
        LOG.info(
                "{} keys of tenants were wrapped with master key {}",
                count,
                masters.current().id());
        if (count == 0 && act.actor().equals("fasti")) {
            return;
        }
        try (var connection = dataSource.getConnection()) {
            Operations.add(
                    connection,
                    NAME,
                    "rotate",
                    act,
                    null,
                    null,
                    null,
                    count + " wrapped with " + masters.current().id());
        }
    }

    private static Map<String, Long> counted(Connection connection) throws SQLException {
        var counted = new TreeMap<String, Long>();
        try (var select = connection.createStatement();
                var rows = select.executeQuery(
                        "select master_key_id, count(*) from event_store.tenant_key group by master_key_id")) {
            while (rows.next()) {
                counted.put(rows.getString(1), rows.getLong(2));
            }
        }
        return counted;
    }
}
