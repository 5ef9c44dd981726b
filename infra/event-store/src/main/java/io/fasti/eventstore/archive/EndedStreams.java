package io.fasti.eventstore.archive;

import io.fasti.events.EventCatalogue;
import io.fasti.eventstore.EventLog.Stored;
import io.fasti.eventstore.EventStreams;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Streams whose last event ends them, and from which there is something to take: between the first event and the last,
 * which stay. In the order of their ends.
 */
final class EndedStreams {
    private static final int SCANNED_AT_ONCE = 20_000;
    private static final int READ_AT_ONCE = 100;
    private static final int STAYING = 2;

    /** Takes a stream, whole. */
    interface Streams {
        void take(List<Stored> stream) throws IOException, SQLException;
    }

    private final Instant before;
    private final long upTo;
    private final Object[] ends = EventCatalogue.entries().stream()
            .filter(EventCatalogue.Entry::ends)
            .map(EventCatalogue.Entry::name)
            .toArray();

    /** @param upTo the last position that may be that of an end */
    EndedStreams(Instant before, long upTo) {
        this.before = before;
        this.upTo = upTo;
    }

    /** Reads in short transactions, so that nothing else has to keep what it sees. */
    void each(Connection connection, Streams streams) throws SQLException, IOException {
        for (long from = 0; from < upTo; from += SCANNED_AT_ONCE) {
            long to = Math.min(upTo, from + SCANNED_AT_ONCE);
            var ids = endedBetween(connection, from, to);
            connection.commit();
            for (int i = 0; i < ids.size(); i += READ_AT_ONCE) {
                var read = EventStreams.all(connection, ids.subList(i, Math.min(ids.size(), i + READ_AT_ONCE)));
                connection.commit();
                for (var stream : read.values()) {
                    if (isEnded(stream, from, to)) {
                        streams.take(stream);
                    }
                }
            }
        }
    }

    private List<String> endedBetween(Connection connection, long after, long to) throws SQLException {
        try (var select = connection.prepareStatement("""
                select aggregate_id
                from event_store.event e
                where position > ?
                    and position <= ?
                    and event_type = any(?)
                    and recorded_at < ?
                    and not exists (
                        select from event_store.archived_stream a where a.aggregate_id = e.aggregate_id)
                    and not exists (
                        select from event_store.dead_letter d where d.aggregate_id = e.aggregate_id)
                order by position
                """)) {
            select.setLong(1, after);
            select.setLong(2, to);
            select.setArray(3, connection.createArrayOf("text", ends));
            select.setObject(4, before.atOffset(ZoneOffset.UTC));
            try (var rows = select.executeQuery()) {
                // Who was deleted and erased has ended twice.
                var ids = new LinkedHashSet<String>();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return List.copyOf(ids);
            }
        }
    }

    /** Whole, ended in this part of the store and for long enough, and longer than what stays of it. */
    private boolean isEnded(List<Stored> stream, long after, long to) {
        var last = stream.getLast();
        return stream.size() > STAYING
                && last.position() > after
                && last.position() <= to
                && last.recordedAt().isBefore(before)
                && List.of(ends).contains(last.eventType())
                && isWhole(stream);
    }

    static boolean isWhole(List<Stored> stream) {
        var first = stream.getFirst();
        for (int i = 0; i < stream.size(); i++) {
            var event = stream.get(i);
            if (event.sequence() != i || !event.tenantId().equals(first.tenantId())) {
                return false;
            }
        }
        return true;
    }
}
