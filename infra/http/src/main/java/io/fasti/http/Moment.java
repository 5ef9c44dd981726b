package io.fasti.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a resource is asked for: as it is now, as it was at a time, or as it was when the store had reached a position.
 * Controllers that can show the past take it as an argument; at most one of the two is there.
 */
public record Moment(@Nullable Instant at, @Nullable Long position) {
    public static final Moment NOW = new Moment(null, null);

    public boolean isNow() {
        return at == null && position == null;
    }
}
