package io.fasti.command.logto;

import io.fasti.command.platform.Together;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ids that a request names, each once. */
final class Named {
    private Named() {}

    /** A list that may be left out. */
    static Set<String> any(String field, @Nullable Collection<String> ids) {
        var named = new LinkedHashSet<>(ids == null ? List.of() : ids);
        if (named.size() > Together.AT_MOST) {
            throw new Rejection(ErrorCode.TOO_MANY_TARGETS, field, "has " + named.size());
        }
        return named;
    }
}
