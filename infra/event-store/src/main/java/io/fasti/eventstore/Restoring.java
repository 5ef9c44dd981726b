package io.fasti.eventstore;

import io.fasti.eventstore.EventLog.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Puts archived streams back, each event where it was. Nobody who has passed there looks back. */
final class Restoring {
    private final ArchiveLedger.Entry entry;

    Restoring(ArchiveLedger.Entry entry) {
        this.entry = entry;
    }

    /** Those that are in the store already stay as they are. How many events came. */
    int streams(Connection connection, List<List<Stored>> streams) throws SQLException {
        var out = Removing.archived(connection, streams);
        var there = EndedStreams.read(connection, ArchiveWork.ids(streams));
        var coming = new ArrayList<Stored>();
        var ids = new ArrayList<String>();
        for (var stream : streams) {
            var id = stream.getFirst().aggregateId();
            var stored = there.getOrDefault(id, List.of());
            if (out.contains(id)) {
                // What came after the end, if anything, stays behind it.
                if (stored.size() < 2
                        || !List.of(stream.getFirst(), stream.getLast()).equals(stored.subList(0, 2))) {
                    throw new IllegalStateException(
                            "The first and last events of " + id + " in the store are not those in " + entry.name());
                }
                coming.addAll(stream.subList(1, stream.size() - 1));
                ids.add(id);
            } else if (stored.size() < stream.size() || !stream.equals(stored.subList(0, stream.size()))) {
                throw new IllegalStateException(
                        "The stream " + id + " in the store is another than the one in " + entry.name());
            }
        }
        if (!ids.isEmpty()) {
            insert(connection, coming);
            delete(connection, ids);
        }
        return coming.size();
    }

    private void delete(Connection connection, List<String> ids) throws SQLException {
        try (var delete = connection.prepareStatement(
                "delete from event_store.archived_stream where aggregate_id = any(?) and archive = ?")) {
            delete.setArray(1, connection.createArrayOf("text", ids.toArray()));
            delete.setString(2, entry.name());
            if (delete.executeUpdate() != ids.size()) {
                throw new IllegalStateException("Some streams of " + entry.name() + " are in another archive, too");
            }
        }
    }

    private static void insert(Connection connection, List<Stored> events) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into event_store.event (position, tenant_id, aggregate_type, aggregate_id, sequence, event_type,
                    revision, payload, metadata, occurred_at, recorded_at)
                overriding system value
                select *
                from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::smallint[], ?::text[],
                    ?::text[], ?::timestamptz[], ?::timestamptz[])
                """)) {
            numbers(connection, insert, 1, events, Stored::position);
            texts(connection, insert, 2, events, Stored::tenantId);
            texts(connection, insert, 3, events, Stored::aggregateType);
            texts(connection, insert, 4, events, Stored::aggregateId);
            numbers(connection, insert, 5, events, Stored::sequence);
            texts(connection, insert, 6, events, Stored::eventType);
            numbers(connection, insert, 7, events, event -> (long) event.revision());
            texts(connection, insert, 8, events, Stored::payload);
            texts(connection, insert, 9, events, Stored::metadata);
            texts(connection, insert, 10, events, event -> time(event.occurredAt()));
            texts(connection, insert, 11, events, event -> time(event.recordedAt()));
            insert.executeUpdate();
        }
    }

    private static String time(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toString();
    }

    private static void texts(
            Connection connection,
            java.sql.PreparedStatement insert,
            int index,
            List<Stored> events,
            Function<Stored, String> value)
            throws SQLException {
        insert.setArray(
                index,
                connection.createArrayOf("text", events.stream().map(value).toArray()));
    }

    private static void numbers(
            Connection connection,
            java.sql.PreparedStatement insert,
            int index,
            List<Stored> events,
            Function<Stored, Long> value)
            throws SQLException {
        insert.setArray(
                index,
                connection.createArrayOf("int8", events.stream().map(value).toArray()));
    }
}
