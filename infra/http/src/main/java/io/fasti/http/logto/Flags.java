package io.fasti.http.logto;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Flags in queries: several words say yes, everything else says no. */
public final class Flags {
    private static final Set<String> YES = Set.of("1", "true", "y", "yes", "yep", "yeah");

    private Flags() {}

    public static boolean isTrue(@Nullable String text) {
        return text != null && YES.contains(text.toLowerCase(Locale.ROOT));
    }
}
