package io.fasti.eventstore;

import io.fasti.eventstore.RebuildLedger.Entry;
import io.fasti.eventstore.RebuildLedger.Phase;
import io.fasti.eventstore.Steps.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One rebuild of one read model: its rows are made beside the live ones, brought to the same position, compared, and put in
 * their place in one transaction. Until then nothing that is read is touched. What is done is done in this order, so that
 * after an interruption the tables either go on from their position or are made again.
 */
final class Rebuild {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
    private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What all rebuilds of this process have in common. */
    record Setting(
            DataSource dataSource, Opener opener, int page, long memory, long pauseMillis, BooleanSupplier stopping) {}

    private final Setting setting;
    private final ReadModel<?> model;
    private final Entry entry;
    /** The connection that holds the lease of rebuilding: when it is gone, so is the right to write. */
    private final Connection office;

    private final NextTables tables;
    private final Beside<?> beside;
    private final Steps steps;
    private final RebuildProgress progress = new RebuildProgress();
    private Phase phase;
    private boolean wantsSwitch;
    private long toldAt;

    Rebuild(Setting setting, ReadModel<?> model, Entry entry, Connection office) {
        this.setting = setting;
        this.model = model;
        this.entry = entry;
        this.office = office;
        this.tables = new NextTables(model);
        this.beside = new Beside<>(model);
        this.steps = new Steps(setting.opener(), List.of(beside));
        this.phase = entry.phase();
        this.wantsSwitch = entry.automatic();
    }

    /** Works on it until it has ended; with an exception, it is interrupted. */
    void run() throws SQLException, InterruptedException {
        try (var connection = setting.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try {
                run(connection);
            } catch (Discarded _) {
                connection.rollback();
                discard(connection, Phase.DISCARDED, null);
            } catch (CancellationException e) {
                throw e;
            } catch (IllegalStateException | IllegalArgumentException e) {
                fail(connection, e);
            } catch (SQLException e) {
                if (Faults.isSuperseded(e)) {
                    throw new RebuildLedger.TakenOver(model.name());
                }
                if (Trouble.of(e) != Trouble.GUILTY) {
                    throw e;
                }
                fail(connection, e);
            } finally {
                if (!connection.isClosed()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        }
    }

    private void fail(Connection connection, Exception e) throws SQLException {
        connection.rollback();
        LOG.error("The rebuild of {} has failed", model.name(), e);
        discard(connection, Phase.FAILED, e.getMessage());
    }

    /** An operator does not want it any more. */
    private static final class Discarded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Discarded() {
            super(null, null, false, false);
        }
    }

    private void run(Connection connection) throws SQLException, InterruptedException {
        if (entry.version() < model.version()) {
            discard(connection, Phase.DISCARDED, "it was of version " + entry.version());
            return;
        }
        if (!entry.isCatchingUp() || !resume(connection)) {
            make(connection);
        }
        steps.begin(connection);
        connection.commit();
        tell(Phase.CATCHING_UP);
        catchUp(connection);
        tell(Phase.COMPARING);
        compare(connection);
        while (true) {
            tell(Phase.READY);
            catchUp(connection);
            if (wantsSwitch && new Switch(setting, model, tables, entry, office).happened(this, connection)) {
                LOG.info("The read model {} has been made anew and is read from here on", model.name());
                return;
            }
            TimeUnit.MILLISECONDS.sleep(setting.pauseMillis());
        }
    }

    /** Goes on with the tables of an interrupted attempt; false when they are not there. */
    private boolean resume(Connection connection) throws SQLException {
        if (!tables.areThere(connection)) {
            return false;
        }
        try (var update = connection.prepareStatement("""
                update event_store.projection
                set generation = ?
                where name = ?
                returning position
                """)) {
            update.setLong(1, entry.attempt());
            update.setString(2, beside.name());
            try (var rows = update.executeQuery()) {
                if (!rows.next()) {
                    return false;
                }
                progress.position = rows.getLong(1);
                progress.head = progress.position;
            }
        }
        connection.commit();
        LOG.info("The rebuild of {} goes on at position {}", model.name(), progress.position);
        return true;
    }

    private void make(Connection connection) throws SQLException, InterruptedException {
        LOG.info("The read model {} is being made anew, version {}", model.name(), model.version());
        progress.head = livePosition(connection);
        tables.make(connection);
        forget(connection);
        connection.commit();
        try {
            tell(Phase.FILLING);
            fill(connection);
            tell(Phase.INDEXING);
            tables.index(connection);
            connection.commit();
        } catch (Fill.NotInBulk e) {
            oneByOne(connection, String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            if (!Faults.isOfTheData(e)) {
                throw e;
            }
            oneByOne(connection, String.valueOf(e.getMessage()));
        }
    }

    private void fill(Connection connection) throws SQLException, InterruptedException {
        tables.empty(connection);
        var fill = new Fill(
                setting.dataSource(),
                setting.opener(),
                model,
                progress.head,
                setting.memory(),
                this::made,
                setting.stopping());
        fill.into(connection);
        progress.rows = fill.rows();
        for (var letter : fill.letters()) {
            var insert = new SqlScript();
            Steps.insert(insert, letter);
            insert.execute(connection);
        }
        var script = new SqlScript();
        place(script, progress.head);
        script.add("commit").execute(connection);
        progress.position = progress.head;
    }

    private void made(int pass, int passes, long position, long events) {
        progress.pass = pass;
        progress.passes = passes;
        progress.position = position;
        progress.events = events;
        try {
            tellSometimes();
        } catch (SQLException e) {
            throw new Interrupted(e);
        }
    }

    /** The connection that tells how far it is has broken. */
    static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Interrupted(SQLException cause) {
            super(cause);
        }
    }

    /** Where the events cannot be taken all at once, each is applied as the follower would, so that the guilty are found. */
    private void oneByOne(Connection connection, String reason) throws SQLException {
        LOG.warn("{} is made anew event by event: {}", model.name(), reason);
        connection.rollback();
        progress.error = "made event by event: " + reason;
        progress.position = 0;
        tables.make(connection);
        tables.index(connection);
        forget(connection);
        var script = new SqlScript();
        place(script, 0);
        script.add("commit").execute(connection);
    }

    private void place(SqlScript script, long position) {
        script.add("""
                insert into event_store.projection (name, position, live, paused, version, generation)
                values (?::text, ?::bigint, false, true, ?::int, ?::bigint)""", beside.name(), position, model.version(), entry.attempt());
    }

    private void forget(Connection connection) throws SQLException {
        new SqlScript()
                .add("delete from event_store.projection where name = ?::text", beside.name())
                .add("delete from event_store.dead_letter where projection = ?::text", beside.name())
                .execute(connection);
    }

    private void catchUp(Connection connection) throws SQLException {
        catchUp(connection, livePosition(connection));
    }

    /** Brings the rows to a position that the live ones have reached. */
    void catchUp(Connection connection, long to) throws SQLException {
        while (progress.position < to) {
            var events = PostgresEventLog.after(connection, progress.position, setting.page()).stream()
                    .filter(event -> event.position() <= to)
                    .toList();
            connection.commit();
            if (events.isEmpty()) {
                return;
            }
            steps.apply(
                    connection,
                    new Step(Set.of(beside.name()), beside.name(), entry.attempt(), progress.position, events));
            progress.position = events.getLast().position();
            progress.events += events.size();
            tellSometimes();
        }
    }

    long position() {
        return progress.position;
    }

    private static long livePosition(Connection connection) throws SQLException {
        var position = Follower.appliedPosition(connection);
        connection.commit();
        return position;
    }

    /** Only the same version's rows can be equal; and a model that stands still elsewhere cannot be met. */
    private void compare(Connection connection) throws SQLException {
        try (var live = setting.dataSource().getConnection()) {
            live.setAutoCommit(false);
            try {
                live.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                var comparable = comparable(live);
                if (comparable != null) {
                    progress.compared = EventJson.mapper().writeValueAsString(Map.of("not", comparable));
                    return;
                }
                catchUp(connection, Follower.appliedPosition(live));
                var result = Comparison.of(model, live, connection);
                progress.compared = EventJson.mapper().writeValueAsString(result);
                connection.commit();
            } finally {
                live.rollback();
                live.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                live.setAutoCommit(true);
            }
        }
    }

    /** Why the live rows cannot be compared with; null when they can. */
    private @Nullable String comparable(Connection live) throws SQLException {
        try (var select = live.prepareStatement("select live, version from event_store.projection where name = ?")) {
            select.setString(1, model.name());
            try (var rows = select.executeQuery()) {
                if (!rows.next()) {
                    return "the live rows have no position";
                }
                if (rows.getInt(2) != model.version()) {
                    return "the live rows are of version " + rows.getInt(2);
                }
                return rows.getBoolean(1) ? null : "the live rows stand at another position";
            }
        }
    }

    private void tell(Phase next) throws SQLException {
        phase = next;
        tell();
    }

    private void tellSometimes() throws SQLException {
        if (System.nanoTime() - toldAt >= TELL_NANOS) {
            tell();
        }
    }

    private void tell() throws SQLException {
        toldAt = System.nanoTime();
        if (setting.stopping().getAsBoolean()) {
            throw new CancellationException();
        }
        var wanted = RebuildLedger.progress(office, entry, phase, progress);
        if (RebuildLedger.DISCARD.equals(wanted)) {
            throw new Discarded();
        }
        wantsSwitch |= RebuildLedger.SWITCH.equals(wanted);
    }

    /** What hinders the switch, for those who look. */
    void hindered(String why) {
        progress.error = why;
    }

    private void discard(Connection connection, Phase end, @Nullable String error) throws SQLException {
        tables.drop(connection);
        forget(connection);
        RebuildLedger.end(connection, entry, end, error);
        connection.commit();
        LOG.info("The rebuild of {} has ended: {}", model.name(), end.text());
    }
}
