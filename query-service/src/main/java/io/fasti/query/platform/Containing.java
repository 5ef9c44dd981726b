package io.fasti.query.platform;

import org.jspecify.annotations.Nullable;

/** A search for a piece of text, as the pattern of {@code like}: what the caller typed means itself, nothing is special. */
public final class Containing {
    private Containing() {}

    /** Null, which finds everything, when nothing is searched for. */
    public static @Nullable String pattern(@Nullable String search) {
        if (search == null || search.isBlank()) {
            return null;
        }
        var literal = search.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return "%" + literal + "%";
    }
}
