package io.fasti.events;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a request or an event says of one field: nothing (keep it), or a new value, where {@code null} clears it. In JSON
 * an absent member keeps, an explicit {@code null} clears.
 */
public sealed interface Change<T> {
    /** The field stays as it is. */
    record Keep<T>() implements Change<T> {}

    /** The field takes this value; null clears it. */
    record Set<T>(@Nullable T value) implements Change<T> {}

    static <T> Change<T> keep() {
        return new Keep<>();
    }

    static <T> Change<T> to(@Nullable T value) {
        return new Set<>(value);
    }

    /** Only what differs from the current value is a change. */
    static <T> Change<T> between(@Nullable T current, Change<T> wanted) {
        return wanted instanceof Set<T>(var value) && !Objects.equals(current, value) ? wanted : keep();
    }

    default boolean isKept() {
        return this instanceof Keep<T>;
    }

    /** The field's value after this change. */
    default @Nullable T over(@Nullable T current) {
        return switch (this) {
            case Keep<T> _ -> current;
            case Set<T>(var value) -> value;
        };
    }

    default <R> Change<R> map(Function<? super T, ? extends R> function) {
        return switch (this) {
            case Keep<T> _ -> keep();
            case Set<T>(var value) -> to(value == null ? null : function.apply(value));
        };
    }
}
