package io.fasti.eventstore;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row's whole key, to be compared. */
final class RowKey {
    private final String table;
    private final @Nullable Object[] values;
    private final int hash;

    RowKey(String table, @Nullable Object[] values) {
        this.table = table;
        this.values = values.clone();
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof byte[] bytes) {
                this.values[i] = ByteBuffer.wrap(bytes);
            }
        }
        this.hash = table.hashCode() * 31 + Arrays.hashCode(this.values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowKey key
                && hash == key.hash
                && table.equals(key.table)
                && Arrays.equals(values, key.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return table + Arrays.toString(values);
    }
}
