package io.fasti.eventstore;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Named values: a whole row, a key or a part of one. {@code Row.of("tenant_id", t, "role_id", r)}. Not changed once made. */
public final class Row {
    private final Map<String, @Nullable Object> values;

    private Row(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /** Names and values in turn. */
    public static Row of(@Nullable Object... namesAndValues) {
        var values = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return new Row(values);
    }

    /** This row with the other's values over it. */
    public Row and(Row other) {
        if (other.values.isEmpty()) {
            return this;
        }
        var both = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(values.size() + other.values.size());
        both.putAll(values);
        both.putAll(other.values);
        return new Row(both);
    }

    public @Nullable Object get(String column) {
        return values.get(column);
    }

    public Map<String, @Nullable Object> values() {
        return Collections.unmodifiableMap(values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row && values.equals(row.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
