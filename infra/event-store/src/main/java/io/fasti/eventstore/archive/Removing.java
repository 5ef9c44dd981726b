package io.fasti.eventstore.archive;

import io.fasti.eventstore.EventLog.Stored;
import io.fasti.eventstore.EventStreams;
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
        var there = EventStreams.all(connection, ArchiveWork.ids(streams));
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
        tell(connection, going);
        int expected = going.stream().mapToInt(stream -> stream.size() - 2).sum();
        int deleted = delete(connection, going);
        if (deleted != expected) {
            throw new IllegalStateException(deleted + " events would go, not " + expected);
        }
        return deleted;
    }

    private void tell(Connection connection, List<List<Stored>> going) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into event_store.archived_stream
                    (aggregate_id, tenant_id, archive, first_position, last_position, last_sequence)
                select id, tenant, ?, first, last, sequence
                from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
                    as gone (id, tenant, first, last, sequence)
                """)) {
            insert.setString(1, entry.name());
            new Columns<>(insert, 2, going)
                    .texts(stream -> stream.getFirst().aggregateId())
                    .texts(stream -> stream.getFirst().tenantId())
                    .numbers(stream -> stream.getFirst().position())
                    .numbers(stream -> stream.getLast().position())
                    .numbers(stream -> stream.getLast().sequence());
            insert.executeUpdate();
        }
    }

    private static int delete(Connection connection, List<List<Stored>> going) throws SQLException {
        // A snapshot is of use for long streams only, and this one is short from here on.
        try (var delete =
                connection.prepareStatement("delete from event_store.snapshot where aggregate_id = any(?::text[])")) {
            new Columns<>(delete, 1, going).texts(stream -> stream.getFirst().aggregateId());
            delete.executeUpdate();
        }
        try (var delete = connection.prepareStatement("""
                delete from event_store.event e
                using unnest(?::text[], ?::bigint[]) as gone (id, last)
                where e.aggregate_id = gone.id
                    and e.sequence > 0
                    and e.sequence < gone.last
                """)) {
            new Columns<>(delete, 1, going)
                    .texts(stream -> stream.getFirst().aggregateId())
                    .numbers(stream -> stream.getLast().sequence());
            return delete.executeUpdate();
        }
    }

    /** Those of the streams that are in any archive and not in the store. */
    static Set<String> archived(Connection connection, List<List<Stored>> streams) throws SQLException {
        try (var select = connection.prepareStatement(
                "select aggregate_id from event_store.archived_stream where aggregate_id = any(?)")) {
            new Columns<>(select, 1, streams).texts(stream -> stream.getFirst().aggregateId());
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
