package io.fasti.command.lumo;

import io.fasti.command.Slugified;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import org.jspecify.annotations.Nullable;

/** Makes a slug of a name where a request gives none. */
final class Slugs {
    private Slugs() {}

    static String of(@Nullable String slug, String name) {
        return slug != null ? slug : from(name);
    }

    private static String from(String name) {
        var slug = Slugified.of(name);
        if (slug.isEmpty()) {
            throw new Rejection(ErrorCode.INVALID_FIELD, "slug", "is needed, since none can be made of the name");
        }
        return slug;
    }
}
