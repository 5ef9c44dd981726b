package io.fasti.eventstore.archive;

import io.fasti.eventstore.LeavesNothing;
import io.fasti.eventstore.OperationRefused;
import io.fasti.eventstore.OperationRefused.Kind;
import io.fasti.eventstore.Operations;
import io.fasti.eventstore.Projections.Act;
import io.fasti.eventstore.Trouble;
import io.fasti.eventstore.archive.ArchiveLedger.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Archives of streams that have ended, as whoever operates the store sees and handles them. What is asked for here is done
 * by the process that has the archive's folder.
 */
public final class Archives {
    private static final String OPERATIONS = "archive";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final DataSource dataSource;
    private final ArchiveProperties properties;
    private final boolean here;

    /** @param leavesNothing where this cannot tell, nothing is archived */
    Archives(DataSource dataSource, ArchiveProperties properties, LeavesNothing leavesNothing) {
        this.dataSource = dataSource;
        this.properties = properties;
        this.here = leavesNothing.canTell();
    }

    /** The newest first. */
    public List<Archive> all() {
        return connected(connection -> ArchiveLedger.all(connection, null));
    }

    /** @throws OperationRefused when there is none of this name */
    public Archive named(String name) {
        return connected(connection -> ArchiveLedger.all(connection, name)).stream()
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    /**
     * Moves streams out of the store.
     *
     * @param retention for how long they must have ended; null for the usual time
     * @throws OperationRefused when another is under way, or there is no folder for it
     */
    public Archive begin(@Nullable Duration retention, Act act) {
        var root = root();
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var name = TIME.format(now) + "-" + UUID.randomUUID().toString().substring(0, 8);
        var folder = new ArchiveFolder(root.resolve(name));
        var before = now.minus(retention == null ? properties.retention() : retention);
        return connected(connection -> {
            nothingUnderWay(connection);
            make(folder, root);
            ArchiveLedger.request(connection, name, Phase.REQUESTED, before, act);
            return done(connection, name, "archive", act);
        });
    }

    private static void make(ArchiveFolder folder, Path root) {
        try {
            folder.make();
        } catch (IOException e) {
            throw new OperationRefused(
                    Kind.CONFLICT, "The folder " + root + " cannot be written to: " + e.getMessage());
        }
    }

    /** Gives up an archive from which nothing has been taken out of the store yet, or one that nobody works on any more. */
    public Archive discard(String name, Act act) {
        named(name);
        return connected(connection -> {
            if (!ArchiveLedger.abandon(connection, name)
                    && !ArchiveLedger.want(connection, name, ArchiveLedger.DISCARD)) {
                throw new OperationRefused(
                        Kind.CONFLICT,
                        "Nothing of " + name + " is being written any more; what has been taken out can be restored.");
            }
            return done(connection, name, "discard", act);
        });
    }

    /** Puts everything in an archive back where it was; also when the store has not heard of the archive. */
    public Archive restore(String name, Act act) {
        if (!NAME.matcher(name).matches()) {
            throw unknown(name);
        }
        var folder = new ArchiveFolder(root().resolve(name));
        if (!folder.hasManifest()) {
            throw new OperationRefused(Kind.UNKNOWN, "There is no archive " + name + " in " + root() + ".");
        }
        var manifest = manifest(folder);
        return connected(connection -> {
            nothingUnderWay(connection);
            if (ArchiveLedger.all(connection, name).isEmpty()) {
                ArchiveLedger.request(connection, name, Phase.RESTORING, manifest.endedBefore(), act);
            } else if (!ArchiveLedger.again(
                    connection, name, Phase.RESTORING, Phase.DONE, Phase.FAILED, Phase.RESTORED)) {
                throw new OperationRefused(Kind.CONFLICT, "The archive " + name + " cannot be restored now.");
            }
            return done(connection, name, "restore", act);
        });
    }

    private static ArchiveManifest manifest(ArchiveFolder folder) {
        try {
            return folder.manifest();
        } catch (IOException | ArchiveFolder.Damaged e) {
            throw new OperationRefused(Kind.CONFLICT, String.valueOf(e.getMessage()));
        }
    }

    private Path root() {
        var folder = properties.folder();
        if (folder == null || !here) {
            throw new OperationRefused(
                    Kind.CONFLICT,
                    here ? "fasti.event-store.archive.folder is not set." : "This process has no read models.");
        }
        return folder.toAbsolutePath().normalize();
    }

    private static void nothingUnderWay(Connection connection) throws SQLException {
        try (var lock = connection.createStatement()) {
            lock.execute("lock table event_store.archive in share row exclusive mode");
        }
        var open = ArchiveLedger.open(connection);
        if (!open.isEmpty()) {
            throw new OperationRefused(
                    Kind.CONFLICT, "The archive " + open.getFirst().name() + " is being worked on.");
        }
    }

    private static Archive done(Connection connection, String name, String action, Act act) throws SQLException {
        Operations.add(connection, OPERATIONS, action, act, null, null, null, name);
        return ArchiveLedger.all(connection, name).getFirst();
    }

    private static OperationRefused unknown(String name) {
        return new OperationRefused(Kind.UNKNOWN, "There is no archive " + name + ".");
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** One transaction. */
    private <T> T connected(Work<T> work) {
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } finally {
                if (!connection.isClosed()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        } catch (SQLException e) {
            if (Trouble.of(e) == Trouble.GUILTY) {
                throw new IllegalStateException(e);
            }
            throw new DataAccessResourceFailureException("The store cannot be reached", e);
        }
    }
}
