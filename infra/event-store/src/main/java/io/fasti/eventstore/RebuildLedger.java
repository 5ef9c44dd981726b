package io.fasti.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code event_store.rebuild}: what is asked for and how far it is. Whoever works on a rebuild has an attempt of
 * its own and writes only while that is the last.
 */
final class RebuildLedger {
    /** The course of a rebuild, in order; the last three are its ends. */
    enum Phase {
        REQUESTED,
        FILLING,
        INDEXING,
        CATCHING_UP,
        COMPARING,
        READY,
        DONE,
        FAILED,
        DISCARDED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Phase of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /** What an operator wants of a rebuild that is under way. */
    static final String SWITCH = "switch";

    static final String DISCARD = "discard";

    /** One that somebody has to work on. */
    record Entry(String name, int version, long attempt, Phase phase, boolean automatic) {
        boolean isCatchingUp() {
            return phase == Phase.CATCHING_UP || phase == Phase.COMPARING || phase == Phase.READY;
        }
    }

    /** Another has taken the rebuild over. */
    static final class TakenOver extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TakenOver(String name) {
            super("The rebuild of " + name + " has been taken over by another process");
        }
    }

    private RebuildLedger() {}

    /** Those of these models, in these versions or older ones, that are not at their end; the oldest first. */
    static List<Entry> open(Connection connection, Collection<ReadModel<?>> models) throws SQLException {
        try (var select = connection.prepareStatement("""
                select name, version, attempt, phase, automatic
                from event_store.rebuild
                where finished_at is null
                order by requested_at
                """);
                var rows = select.executeQuery()) {
            var entries = new ArrayList<Entry>();
            while (rows.next()) {
                var entry = new Entry(
                        rows.getString(1),
                        rows.getInt(2),
                        rows.getLong(3),
                        Phase.of(rows.getString(4)),
                        rows.getBoolean(5));
                if (models.stream()
                        .anyMatch(model -> model.name().equals(entry.name()) && model.version() >= entry.version())) {
                    entries.add(entry);
                }
            }
            return entries;
        }
    }

    /** Asks for a rebuild; false when one is under way. */
    static boolean request(
            Connection connection, ReadModel<?> model, boolean automatic, String actor, @Nullable String reason)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into event_store.rebuild as old (name, version, phase, automatic, requested_by, reason)
                values (?, ?, 'requested', ?, ?, ?)
                on conflict (name) do update
                set (version, phase, wanted, automatic, requested_by, reason, requested_at, started_at, updated_at,
                        finished_at, head, position, events, rows, pass, passes, compared, error)
                    = (excluded.version, 'requested', null, excluded.automatic, excluded.requested_by, excluded.reason,
                        clock_timestamp(), null, clock_timestamp(), null, 0, 0, 0, 0, 0, 0, null, null)
                where old.finished_at is not null
                """)) {
            insert.setString(1, model.name());
            insert.setInt(2, model.version());
            insert.setBoolean(3, automatic);
            insert.setString(4, actor);
            insert.setString(5, reason);
            return insert.executeUpdate() == 1;
        }
    }

    /** Models whose rows were made by an older release, and no attempt of this version has ended yet. */
    static List<String> older(Connection connection, Collection<ReadModel<?>> models) throws SQLException {
        var names = new ArrayList<String>();
        var versions = new ArrayList<Integer>();
        models.forEach(model -> {
            names.add(model.name());
            versions.add(model.version());
        });
        try (var select = connection.prepareStatement("""
                select p.name
                from event_store.projection p
                join unnest(?::text[], ?::int[]) as own(name, version) using (name)
                left join event_store.rebuild r using (name)
                where p.version < own.version
                    and (r.name is null or r.finished_at is not null)
                """)) {
            select.setArray(1, connection.createArrayOf("text", names.toArray()));
            select.setArray(2, connection.createArrayOf("int4", versions.toArray()));
            try (var rows = select.executeQuery()) {
                var older = new ArrayList<String>();
                while (rows.next()) {
                    older.add(rows.getString(1));
                }
                return older;
            }
        }
    }

    /** Begins an attempt; empty when another has begun one meanwhile. */
    static Optional<Entry> takeUp(Connection connection, Entry entry, String holder) throws SQLException {
        try (var update = connection.prepareStatement("""
                update event_store.rebuild
                set attempt = attempt + 1, holder = ?, started_at = coalesce(started_at, clock_timestamp()),
                    updated_at = clock_timestamp()
                where name = ? and attempt = ? and finished_at is null
                """)) {
            update.setString(1, holder);
            update.setString(2, entry.name());
            update.setLong(3, entry.attempt());
            return update.executeUpdate() == 0
                    ? Optional.empty()
                    : Optional.of(new Entry(
                            entry.name(), entry.version(), entry.attempt() + 1, entry.phase(), entry.automatic()));
        }
    }

    /**
     * Tells how far it is.
     *
     * @return what an operator wants of it
     */
    static @Nullable String progress(Connection connection, Entry entry, Phase phase, RebuildProgress progress)
            throws SQLException {
        try (var update = connection.prepareStatement("""
                update event_store.rebuild
                set phase = ?, head = ?, position = ?, events = ?, rows = ?, pass = ?, passes = ?, compared = ?,
                    error = ?, updated_at = clock_timestamp()
                where name = ? and attempt = ? and finished_at is null
                returning wanted
                """)) {
            update.setString(1, phase.text());
            update.setLong(2, progress.head);
            update.setLong(3, progress.position);
            update.setLong(4, progress.events);
            update.setLong(5, progress.rows);
            update.setInt(6, progress.pass);
            update.setInt(7, progress.passes);
            update.setString(8, progress.compared);
            update.setString(9, progress.error);
            update.setString(10, entry.name());
            update.setLong(11, entry.attempt());
            try (var rows = update.executeQuery()) {
                if (!rows.next()) {
                    throw new TakenOver(entry.name());
                }
                return rows.getString(1);
            }
        }
    }

    /** Ends it, in the connection's transaction. */
    static void end(Connection connection, Entry entry, Phase phase, @Nullable String error) throws SQLException {
        try (var update = connection.prepareStatement("""
                update event_store.rebuild
                set phase = ?, error = ?, updated_at = clock_timestamp(), finished_at = clock_timestamp()
                where name = ? and attempt = ? and finished_at is null
                """)) {
            update.setString(1, phase.text());
            update.setString(2, error);
            update.setString(3, entry.name());
            update.setLong(4, entry.attempt());
            ended(update, entry);
        }
    }

    private static void ended(PreparedStatement update, Entry entry) throws SQLException {
        if (update.executeUpdate() == 0) {
            throw new TakenOver(entry.name());
        }
    }
}
