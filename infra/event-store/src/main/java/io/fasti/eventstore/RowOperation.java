package io.fasti.eventstore;

import io.fasti.errors.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * What a projection makes of an event. The same operations run in the append transaction (directory), behind the follower
 * (read models), in bulk (rebuild) and in memory (time travel), so they say what, never how, and read nothing.
 */
public sealed interface RowOperation {
    Table table();

    /**
     * A new row. Columns that are not named are null.
     *
     * @param taken what the command is refused with when the key is taken; null where that cannot happen
     */
    record Insert(Table table, Row row, @Nullable Rejection taken) implements RowOperation {
        public Insert(Table table, Row row) {
            this(table, row, null);
        }
    }

    /** A new row, or these values over the row with its key. */
    record Upsert(Table table, Row row) implements RowOperation {}

    /** These values over the row with this whole key; nothing when there is none. */
    record Update(Table table, Row key, Row values) implements RowOperation {}

    /** The rows with this key, or with this part of a key, go. */
    record Delete(Table table, Row key) implements RowOperation {}

    /** The column of the row with this whole key grows by {@code by}, from 0 when there is no row yet. */
    record Increment(Table table, Row key, String column, long by) implements RowOperation {}

    /** The row with this whole key must be there when the events are appended (directory only). */
    record Require(Table table, Row key, Rejection missing) implements RowOperation {}
}
