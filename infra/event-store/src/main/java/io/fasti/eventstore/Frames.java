package io.fasti.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * The first and the last events of archived streams: all that the store still has of them. Of these, a read model that reads
 * from the beginning takes only what they delete. What the stream made is gone by its end, and what it counted up it has
 * counted down again; so nothing of it is missing, and what others made for it goes when it ends.
 */
final class Frames {
    static final Frames NONE = new Frames(new long[0]);

    private final long[] positions;

    private Frames(long[] positions) {
        this.positions = positions;
    }

    /** As they stand; while somebody reads from the beginning, they do not change. */
    static Frames of(Connection connection) throws SQLException {
        try (var select = connection.createStatement();
                var rows = select.executeQuery("""
                        select first_position from event_store.archived_stream
                        union all
                        select last_position from event_store.archived_stream
                        """)) {
            var positions = new long[16];
            int size = 0;
            while (rows.next()) {
                if (size == positions.length) {
                    positions = Arrays.copyOf(positions, 2 * size);
                }
                positions[size++] = rows.getLong(1);
            }
            if (size == 0) {
                return NONE;
            }
            positions = Arrays.copyOf(positions, size);
            Arrays.sort(positions);
            return new Frames(positions);
        }
    }

    List<RowOperation> of(long position, List<RowOperation> operations) {
        if (positions.length == 0 || Arrays.binarySearch(positions, position) < 0) {
            return operations;
        }
        return operations.stream().filter(RowOperation.Delete.class::isInstance).toList();
    }
}
