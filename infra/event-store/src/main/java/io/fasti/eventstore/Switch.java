package io.fasti.eventstore;

import io.fasti.eventstore.RebuildLedger.Entry;
import io.fasti.eventstore.RebuildLedger.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * Puts rows that were made anew in the place of the live ones. The row of the shared position is locked, so the follower
 * waits for a moment; the last events are applied; then tables, position, version and dead letters change hands in one
 * transaction. Reads wait for the tables no longer than {@link #PATIENCE}: when somebody reads them for longer, it is tried
 * again later.
 */
final class Switch {
    private static final String PATIENCE = "300ms";
    private static final String NO_LOCK = "55P03";
    private static final int ATTEMPTS = 40;

    private final Rebuild.Setting setting;
    private final ReadModel<?> model;
    private final NextTables tables;
    private final Entry entry;
    private final Connection office;

    Switch(Rebuild.Setting setting, ReadModel<?> model, NextTables tables, Entry entry, Connection office) {
        this.setting = setting;
        this.model = model;
        this.tables = tables;
        this.entry = entry;
        this.office = office;
    }

    /** @param connection one on which the last events are applied, in transactions of their own */
    boolean happened(Rebuild rebuild, Connection connection) throws SQLException, InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS && !setting.stopping().getAsBoolean(); attempt++) {
            try {
                once(rebuild, connection);
                return true;
            } catch (SQLException e) {
                if (!NO_LOCK.equals(e.getSQLState())) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(Math.min(50L * attempt, 1_000));
            }
        }
        rebuild.hindered("somebody reads the tables for so long that they cannot be changed");
        return false;
    }

    private void once(Rebuild rebuild, Connection connection) throws SQLException {
        office.setAutoCommit(false);
        try {
            execute("set local lock_timeout = '5s'");
            var live = locked(Application.LIVE);
            var own = locked(model.name());
            rebuild.catchUp(connection, live.position());
            execute("set local lock_timeout = '" + PATIENCE + "'");
            tables.takeOver(office);
            var next = Beside.nameOf(model.name());
            new SqlScript()
                    .add("delete from event_store.dead_letter where projection = ?::text", model.name())
                    .add(
                            "update event_store.dead_letter set projection = ?::text where projection = ?::text",
                            model.name(),
                            next)
                    .add("delete from event_store.projection where name = ?::text", next)
                    .add("""
                            update event_store.projection
                            set live = ?::bool, position = ?::bigint, version = ?::int, generation = generation + 1,
                                updated_at = clock_timestamp()
                            where name = ?::text""", !own.paused(), own.paused() ? rebuild.position() : 0L, model.version(), model.name())
                    .add("update event_store.projection set generation = generation + 1 where name = 'live'")
                    .add("""
                            insert into event_store.operation (projection, action, actor, detail, position)
                            values (?::text, 'switch', 'rebuild', ?::text, ?::bigint)""", model.name(), "version " + model.version(), rebuild.position())
                    // Their statistics were gathered before the last events came, erasures perhaps among them.
                    .add(new RowBatch().add(StaleStatistics.leaving(model.tables())))
                    .execute(office);
            RebuildLedger.end(office, entry, Phase.DONE, null);
            office.commit();
        } catch (SQLException | RuntimeException e) {
            if (!office.isClosed()) {
                office.rollback();
            }
            throw e;
        } finally {
            if (!office.isClosed()) {
                office.setAutoCommit(true);
            }
        }
    }

    private record Place(long position, boolean paused) {}

    private Place locked(String name) throws SQLException {
        try (var select = office.prepareStatement("""
                select position, paused
                from event_store.projection
                where name = ?
                for update
                """)) {
            select.setString(1, name);
            try (var rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("There is no position of " + name);
                }
                return new Place(rows.getLong(1), rows.getBoolean(2));
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = office.createStatement()) {
            statement.execute(sql);
        }
    }
}
