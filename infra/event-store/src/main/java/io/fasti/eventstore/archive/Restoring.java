package io.fasti.eventstore.archive;

import io.fasti.eventstore.EventLog.Stored;
import io.fasti.eventstore.EventStreams;
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
        var there = EventStreams.all(connection, ArchiveWork.ids(streams));
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
            new Columns<>(delete, 1, ids).texts(Function.identity());
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
            new Columns<>(insert, 1, events)
                    .numbers(Stored::position)
                    .texts(Stored::tenantId)
                    .texts(Stored::aggregateType)
                    .texts(Stored::aggregateId)
                    .numbers(Stored::sequence)
                    .texts(Stored::eventType)
                    .numbers(Stored::revision)
                    .texts(Stored::payload)
                    .texts(Stored::metadata)
                    .texts(event -> time(event.occurredAt()))
                    .texts(event -> time(event.recordedAt()));
            insert.executeUpdate();
        }
    }

    private static String time(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toString();
    }
}
