package io.fasti.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a list is searched for: several conditions, each on one field or on any of those that the list is searched by.
 *
 * @param all whether a row must meet all conditions, not only one
 */
public record Search(List<Condition> conditions, boolean all, boolean caseSensitive) {
    public static final Search NONE = new Search(List.of(), false, false);

    /** How a value is compared. A pattern of {@code LIKE} is taken as it is: what is to be part of it has its percent signs. */
    public enum Mode {
        EXACT,
        LIKE,
        SIMILAR_TO,
        POSIX
    }

    /**
     * @param field null for any field
     * @param values one of them has to match
     */
    public record Condition(@Nullable String field, Mode mode, List<String> values) {
        public Condition {
            values = List.copyOf(values);
        }
    }

    public Search {
        conditions = List.copyOf(conditions);
    }
}
