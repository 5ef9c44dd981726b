package io.fasti.eventstore.archive;

import io.fasti.eventstore.Projections.Act;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code event_store.archive}: what is asked for and how far it is. Whoever works on an archive has an attempt of
 * its own and writes only while that is the last.
 */
final class ArchiveLedger {
    /** The course of an archive; what has ended as done or failed may be restored. */
    enum Phase {
        REQUESTED,
        WRITING,
        VERIFYING,
        REMOVING,
        DONE,
        RESTORING,
        RESTORED,
        FAILED,
        DISCARDED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Phase of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    static final String DISCARD = "discard";

    /** One that somebody has to work on. */
    record Entry(
            String name,
            Phase phase,
            Instant endedBefore,
            String requestedBy,
            @Nullable String reason,
            long attempt,
            @Nullable String manifest) {}

    private static final String ENTRIES = """
            select name, phase, ended_before, requested_by, reason, attempt, manifest
            from event_store.archive
            """;

    private ArchiveLedger() {}

    static void request(Connection connection, String name, Phase phase, Instant endedBefore, Act act)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into event_store.archive (name, phase, ended_before, requested_by, reason)
                values (?, ?, ?, ?, ?)
                """)) {
            insert.setString(1, name);
            insert.setString(2, phase.text());
            insert.setObject(3, endedBefore.atOffset(ZoneOffset.UTC));
            insert.setString(4, act.actor());
            insert.setString(5, act.reason());
            insert.executeUpdate();
        }
    }

    /** From an end back to work; false when it is not at one of these ends. */
    static boolean again(Connection connection, String name, Phase phase, Phase... ends) throws SQLException {
        try (var update = connection.prepareStatement("""
                update event_store.archive
                set phase = ?, finished_at = null, wanted = null, moved = 0, waits = null, error = null,
                    updated_at = clock_timestamp()
                where name = ? and phase = any(?)
                """)) {
            update.setString(1, phase.text());
            update.setString(2, name);
            update.setArray(
                    3,
                    connection.createArrayOf(
                            "text", List.of(ends).stream().map(Phase::text).toArray()));
            return update.executeUpdate() == 1;
        }
    }

    static boolean want(Connection connection, String name, String wanted) throws SQLException {
        try (var update = connection.prepareStatement("""
                update event_store.archive
                set wanted = ?
                where name = ? and finished_at is null and phase in ('requested', 'writing', 'verifying')
                """)) {
            update.setString(1, wanted);
            update.setString(2, name);
            return update.executeUpdate() == 1;
        }
    }

    /** Ends one that has not moved for a minute, as when its folder is gone; false when there is nothing to end. */
    static boolean abandon(Connection connection, String name) throws SQLException {
        try (var update = connection.prepareStatement("""
                update event_store.archive
                set phase = 'failed', error = 'given up: nobody has worked on it for a minute',
                    finished_at = clock_timestamp(), updated_at = clock_timestamp()
                where name = ? and finished_at is null and updated_at < clock_timestamp() - interval '1 minute'
                """)) {
            update.setString(1, name);
            return update.executeUpdate() == 1;
        }
    }

    /** Those that are not at their end, the oldest first. */
    static List<Entry> open(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(ENTRIES + "where finished_at is null order by requested_at");
                var rows = select.executeQuery()) {
            var entries = new ArrayList<Entry>();
            while (rows.next()) {
                entries.add(entry(rows));
            }
            return entries;
        }
    }

    /** Begins an attempt; empty when another has begun one meanwhile. */
    static Optional<Entry> takeUp(Connection connection, Entry entry, String holder) throws SQLException {
        try (var update = connection.prepareStatement("""
                update event_store.archive
                set attempt = attempt + 1, holder = ?, started_at = coalesce(started_at, clock_timestamp()),
                    updated_at = clock_timestamp()
                where name = ? and attempt = ? and finished_at is null
                returning name, phase, ended_before, requested_by, reason, attempt, manifest
                """)) {
            update.setString(1, holder);
            update.setString(2, entry.name());
            update.setLong(3, entry.attempt());
            try (var rows = update.executeQuery()) {
                return rows.next() ? Optional.of(entry(rows)) : Optional.empty();
            }
        }
    }

    /**
     * Changes columns of it, in the connection's transaction.
     *
     * @param assignments SQL of our own
     * @return what an operator wants of it
     * @throws TakenOver when another process works on it now
     */
    static @Nullable String set(Connection connection, Entry entry, String assignments, @Nullable Object... values)
            throws SQLException {
        try (var update = connection.prepareStatement("update event_store.archive set " + assignments
                + ", updated_at = clock_timestamp() where name = ? and attempt = ? and finished_at is null"
                + " returning wanted")) {
            int next = 1;
            for (var value : values) {
                update.setObject(next++, value);
            }
            update.setString(next++, entry.name());
            update.setLong(next, entry.attempt());
            try (var rows = update.executeQuery()) {
                if (!rows.next()) {
                    throw new TakenOver(entry.name());
                }
                return rows.getString(1);
            }
        }
    }

    /** Another process works on it now. */
    static final class TakenOver extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TakenOver(String name) {
            super("The archive " + name + " has been taken over by another process");
        }
    }

    static List<Archive> all(Connection connection, @Nullable String name) throws SQLException {
        try (var select = connection.prepareStatement("""
                select *
                from event_store.archive
                where ?::text is null or name = ?::text
                order by requested_at desc
                limit 1000
                """)) {
            select.setString(1, name);
            select.setString(2, name);
            try (var rows = select.executeQuery()) {
                var archives = new ArrayList<Archive>();
                while (rows.next()) {
                    archives.add(archive(rows));
                }
                return archives;
            }
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString(1),
                Phase.of(row.getString(2)),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                row.getString(7));
    }

    private static Archive archive(ResultSet row) throws SQLException {
        return new Archive(
                row.getString("name"),
                row.getString("phase"),
                row.getObject("ended_before", OffsetDateTime.class).toInstant(),
                row.getLong("up_to"),
                row.getString("requested_by"),
                row.getString("reason"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                row.getString("holder"),
                row.getLong("attempt"),
                row.getLong("streams"),
                row.getLong("events"),
                row.getLong("kept"),
                row.getInt("files"),
                row.getLong("bytes"),
                row.getLong("moved"),
                row.getString("manifest"),
                row.getString("waits"),
                row.getString("error"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
