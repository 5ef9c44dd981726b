package io.fasti.eventstore.archive;

import io.fasti.eventstore.EventLog.Stored;
import io.fasti.eventstore.EventStreams;
import io.fasti.eventstore.LeavesNothing;
import io.fasti.eventstore.ReadersGate;
import io.fasti.eventstore.ReadersGate.Hindered;
import io.fasti.eventstore.Trouble;
import io.fasti.eventstore.archive.ArchiveLedger.Entry;
import io.fasti.eventstore.archive.ArchiveLedger.Phase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One archive, from its request to its end, or back into the store. Files are written and verified before anything is taken
 * out; then streams leave or come back a few at a time, each whole and in one transaction that also tells of it, so that
 * after an interruption it goes on with those that are left.
 */
final class ArchiveWork {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveWork.class);
    private static final int EVENTS_AT_ONCE = 1_000;
    private static final String NO_LOCK = "55P03";

    /** What all archives of this process have in common. */
    record Setting(
            DataSource dataSource,
            LeavesNothing leavesNothing,
            ReadersGate gate,
            int eventsPerFile,
            long pauseMillis,
            BooleanSupplier stopping) {}

    /** Moves some streams out of the store or into it. How many events. */
    private interface Move {
        int streams(Connection connection, List<List<Stored>> streams) throws SQLException;
    }

    private final Setting setting;
    private final Entry entry;
    private final ArchiveFolder folder;

    ArchiveWork(Setting setting, Entry entry, ArchiveFolder folder) {
        this.setting = setting;
        this.entry = entry;
        this.folder = folder;
    }

    /** Works on it until it has ended; with another exception than these it is interrupted. */
    void run() throws SQLException, InterruptedException {
        try (var connection = setting.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try {
                run(connection);
            } catch (Discarded _) {
                connection.rollback();
                folder.delete();
                end(connection, Phase.DISCARDED, null);
            } catch (CancellationException e) {
                throw e;
            } catch (IOException | IllegalStateException e) {
                connection.rollback();
                LOG.error("The archive {} has failed", entry.name(), e);
                end(connection, Phase.FAILED, String.valueOf(e.getMessage()));
            } catch (SQLException e) {
                if (Trouble.of(e) != Trouble.GUILTY) {
                    throw e;
                }
                connection.rollback();
                LOG.error("The archive {} has failed", entry.name(), e);
                end(connection, Phase.FAILED, String.valueOf(e.getMessage()));
            } finally {
                if (!connection.isClosed()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        } catch (IOException e) {
            throw new SQLException("The folder of the archive could not be deleted", e);
        }
    }

    /** An operator does not want it any more. */
    private static final class Discarded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Discarded() {
            super(null, null, false, false);
        }
    }

    private void run(Connection connection) throws SQLException, IOException, InterruptedException {
        if (entry.phase() == Phase.RESTORING) {
            var manifest = folder.manifest();
            known(manifest);
            move(connection, manifest, new Restoring(entry)::streams);
            end(connection, Phase.RESTORED, null);
            return;
        }
        if (entry.phase() == Phase.REMOVING) {
            known(folder.manifest());
        } else {
            write(connection);
            verify(connection);
            tell(connection, "phase = 'removing', moved = 0");
        }
        var manifest = folder.manifest();
        if (manifest.streams() > 0) {
            move(connection, manifest, new Removing(entry)::streams);
        } else {
            folder.delete();
        }
        end(connection, Phase.DONE, null);
    }

    /** The manifest must be the one that this store has seen, if it has seen any. */
    private void known(ArchiveManifest manifest) throws IOException {
        if (entry.manifest() != null && !entry.manifest().equals(folder.sha256(ArchiveFolder.MANIFEST))) {
            throw new ArchiveFolder.Damaged("The manifest of " + manifest.name() + " is not the one that was written");
        }
    }

    private void write(Connection connection) throws SQLException, IOException {
        folder.empty();
        long upTo = setting.gate().passed(connection);
        tell(connection, "phase = 'writing', streams = 0, events = 0, kept = 0, up_to = ?", upTo);
        LOG.info("Archiving streams that ended before {} into {}", entry.endedBefore(), entry.name());
        long[] kept = {0};
        long[] written = {0, 0};
        long[] toldAt = {System.nanoTime()};
        try (var writer = new ArchiveWriter(folder, setting.eventsPerFile())) {
            new EndedStreams(entry.endedBefore(), upTo).each(connection, stream -> {
                if (setting.leavesNothing().of(stream)) {
                    writer.add(stream);
                    written[0]++;
                    written[1] += stream.size();
                } else {
                    kept[0]++;
                }
                if (System.nanoTime() - toldAt[0] > TimeUnit.SECONDS.toNanos(1)) {
                    toldAt[0] = System.nanoTime();
                    tell(connection, "streams = ?, events = ?, kept = ?", written[0], written[1], kept[0]);
                }
            });
            var manifest = writer.manifest(entry);
            var hash = folder.write(manifest);
            tell(
                    connection,
                    "streams = ?, events = ?, kept = ?, files = ?, bytes = ?, manifest = ?",
                    manifest.streams(),
                    manifest.events(),
                    kept[0],
                    manifest.files().size(),
                    manifest.files().stream()
                            .mapToLong(ArchiveManifest.Part::bytes)
                            .sum(),
                    hash);
        }
    }

    /** Reads all of it back, and compares each event with the store. */
    private void verify(Connection connection) throws SQLException, IOException, InterruptedException {
        tell(connection, "phase = 'verifying'");
        var manifest = folder.manifest();
        for (var part : manifest.files()) {
            inGroups(part, streams -> {
                var stored = EventStreams.all(connection, ids(streams));
                connection.commit();
                for (var stream : streams) {
                    if (!stream.equals(stored.get(stream.getFirst().aggregateId()))) {
                        throw new ArchiveFolder.Damaged(
                                "The stream " + stream.getFirst().aggregateId() + " in " + part.file()
                                        + " is not the one in the store");
                    }
                }
            });
            tell(connection, "waits = null");
        }
    }

    private void move(Connection connection, ArchiveManifest manifest, Move move)
            throws SQLException, IOException, InterruptedException {
        for (var part : manifest.files()) {
            folder.check(part);
        }
        for (var part : manifest.files()) {
            inGroups(part, streams -> {
                while (!moved(connection, streams, move)) {
                    TimeUnit.MILLISECONDS.sleep(setting.pauseMillis());
                }
            });
        }
    }

    /** One transaction; false when it has to wait for somebody. */
    private boolean moved(Connection connection, List<List<Stored>> streams, Move move) throws SQLException {
        try {
            long last = streams.stream()
                    .mapToLong(stream -> stream.getLast().position())
                    .max()
                    .orElse(0);
            setting.gate().shut(connection, last, ids(streams));
            int events = move.streams(connection, streams);
            tell(connection, "moved = moved + ?, waits = null", (long) events);
            return true;
        } catch (Hindered e) {
            connection.rollback();
            tell(connection, "waits = ?", String.valueOf(e.getMessage()));
            return false;
        } catch (SQLException e) {
            if (!NO_LOCK.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback();
            tell(connection, "waits = ?", "the read models are being written to");
            return false;
        }
    }

    static List<String> ids(List<List<Stored>> streams) {
        return streams.stream().map(stream -> stream.getFirst().aggregateId()).toList();
    }

    private interface Group {
        void take(List<List<Stored>> streams) throws SQLException, InterruptedException;
    }

    /** As many streams as make one transaction. */
    private void inGroups(ArchiveManifest.Part part, Group group)
            throws IOException, SQLException, InterruptedException {
        var streams = new ArrayList<List<Stored>>();
        int[] events = {0};
        folder.read(part, stream -> {
            if (!EndedStreams.isWhole(stream)) {
                throw new ArchiveFolder.Damaged(
                        "The stream " + stream.getFirst().aggregateId() + " in " + part.file() + " is not whole");
            }
            streams.add(stream);
            events[0] += stream.size();
            if (events[0] >= EVENTS_AT_ONCE) {
                group.take(List.copyOf(streams));
                streams.clear();
                events[0] = 0;
            }
        });
        if (!streams.isEmpty()) {
            group.take(List.copyOf(streams));
        }
    }

    /** Writes down how far it is, and commits. */
    private void tell(Connection connection, String assignments, Object... values) throws SQLException {
        if (setting.stopping().getAsBoolean()) {
            throw new CancellationException();
        }
        var wanted = ArchiveLedger.set(connection, entry, assignments, values);
        connection.commit();
        if (ArchiveLedger.DISCARD.equals(wanted)) {
            throw new Discarded();
        }
    }

    private void end(Connection connection, Phase phase, @Nullable String error) throws SQLException {
        ArchiveLedger.set(
                connection,
                entry,
                "phase = ?, error = ?, waits = null, finished_at = clock_timestamp()",
                phase.text(),
                error);
        connection.commit();
        LOG.info("The archive {} has ended: {}", entry.name(), phase.text());
    }
}
