package io.fasti.command.lumo;

import io.fasti.command.platform.Together;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request gives under one of several names: clients of several generations call the same thing differently. */
final class Given {
    private Given() {}

    /** All that is named in a list or alone; at least one has to be. */
    static Set<String> oneOrMore(String field, @Nullable Collection<String> many, @Nullable String... alone) {
        var names = new LinkedHashSet<String>();
        if (many != null) {
            names.addAll(many);
        }
        Arrays.stream(alone).filter(Objects::nonNull).forEach(names::add);
        if (names.isEmpty()) {
            throw new Rejection(ErrorCode.INVALID_FIELD, field, "must not be empty");
        }
        return limited(field, names);
    }

    /** A list that may be left out. */
    static Set<String> any(String field, @Nullable Collection<String> names) {
        return limited(field, names == null ? List.of() : names);
    }

    private static Set<String> limited(String field, Collection<String> names) {
        if (names.size() > Together.AT_MOST) {
            throw new Rejection(ErrorCode.TOO_MANY_TARGETS, field, "has " + names.size());
        }
        return new LinkedHashSet<>(names);
    }
}
