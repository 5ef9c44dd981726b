package io.fasti.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of resources that were read; controllers return it, and the dialect makes the answer of it.
 *
 * @param resourceType what the rows are, where the dialect's answer says so ({@code roles}); null where it does not
 */
public record Listed(
        List<?> data,
        long total,
        Paging paging,
        String message,
        @Nullable String resourceType) {
    public Listed(List<?> data, long total, Paging paging, String message) {
        this(data, total, paging, message, null);
    }

    /** All there is, on one page. */
    public static Listed whole(List<?> data, String message) {
        return new Listed(data, data.size(), new Paging(1, Math.max(1, data.size())), message);
    }
}
