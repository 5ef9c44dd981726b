package io.fasti.eventstore;

import io.fasti.eventstore.EventLog.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Takes archived streams out of the store, but for their first and last events. */
final class Removing {
    private final ArchiveLedger.Entry entry;

    Removing(ArchiveLedger.Entry entry) {
        this.entry = entry;
    }

    /** Those that are out already stay out. How many events went. */
    int streams(Connection connection, List<List<Stored>> streams) throws SQLException {
        var out = archived(connection, streams);
        var there = EndedStreams.read(connection, ArchiveWork.ids(streams));
        var going = new ArrayList<List<Stored>>();
        for (var stream : streams) {
            var id = stream.getFirst().aggregateId();
            // Where anything has happened since, it has not ended, and stays.
            if (!out.contains(id) && stream.equals(there.get(id))) {
                going.add(stream);
            }
        }
        if (going.isEmpty()) {
            return 0;
        }
        var ids = ArchiveWork.ids(going).toArray();
        var lasts = going.stream().map(stream -> stream.getLast().sequence()).toArray();
        try (var insert = connection.prepareStatement("""
                insert into event_store.archived_stream
                    (aggregate_id, tenant_id, archive, first_position, last_position, last_sequence)
                select id, tenant, ?, first, last, sequence
                from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
                    as gone (id, tenant, first, last, sequence)
                """)) {
            insert.setString(1, entry.name());
            insert.setArray(2, connection.createArrayOf("text", ids));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "text",
                            going.stream()
                                    .map(stream -> stream.getFirst().tenantId())
                                    .toArray()));
            insert.setArray(
                    4,
                    connection.createArrayOf(
                            "int8",
                            going.stream()
                                    .map(stream -> stream.getFirst().position())
                                    .toArray()));
            insert.setArray(
                    5,
                    connection.createArrayOf(
                            "int8",
                            going.stream()
                                    .map(stream -> stream.getLast().position())
                                    .toArray()));
            insert.setArray(6, connection.createArrayOf("int8", lasts));
            insert.executeUpdate();
        }
        int expected = going.stream().mapToInt(stream -> stream.size() - 2).sum();
        int deleted = delete(connection, ids, lasts);
        if (deleted != expected) {
            throw new IllegalStateException(deleted + " events would go, not " + expected);
        }
        return deleted;
    }

    private static int delete(Connection connection, Object[] ids, Object[] lasts) throws SQLException {
        // A snapshot is of use for long streams only, and this one is short from here on.
        try (var delete =
                connection.prepareStatement("delete from event_store.snapshot where aggregate_id = any(?::text[])")) {
            delete.setArray(1, connection.createArrayOf("text", ids));
            delete.executeUpdate();
        }
        try (var delete = connection.prepareStatement("""
                delete from event_store.event e
                using unnest(?::text[], ?::bigint[]) as gone (id, last)
                where e.aggregate_id = gone.id
                    and e.sequence > 0
                    and e.sequence < gone.last
                """)) {
            delete.setArray(1, connection.createArrayOf("text", ids));
            delete.setArray(2, connection.createArrayOf("int8", lasts));
            return delete.executeUpdate();
        }
    }

    /** Those of the streams that are in any archive and not in the store. */
    static Set<String> archived(Connection connection, List<List<Stored>> streams) throws SQLException {
        try (var select = connection.prepareStatement(
                "select aggregate_id from event_store.archived_stream where aggregate_id = any(?)")) {
            select.setArray(
                    1, connection.createArrayOf("text", ArchiveWork.ids(streams).toArray()));
            try (var rows = select.executeQuery()) {
                var ids = new HashSet<String>();
                while (rows.next()) {
                    ids.add(Objects.requireNonNull(rows.getString(1)));
                }
                return ids;
            }
        }
    }
}
