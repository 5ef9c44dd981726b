package io.fasti.http.logto;

import io.fasti.events.Change;
import org.jspecify.annotations.Nullable;

/** An empty text for what may be absent means that it is absent. */
public final class EmptyText {
    private EmptyText() {}

    public static @Nullable String absent(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    public static Change<String> absent(Change<String> change) {
        return change instanceof Change.Set<String>(var value) ? Change.to(absent(value)) : change;
    }
}
