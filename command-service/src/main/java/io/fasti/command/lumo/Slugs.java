package io.fasti.command.lumo;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes a slug of a name where a request gives none. */
final class Slugs {
    private static final int LONGEST = 128;

    private Slugs() {}

    static String of(@Nullable String slug, String name) {
        return slug != null ? slug : from(name);
    }

    private static String from(String name) {
        var slug = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._:]+", "-")
                .replaceAll("^[^a-z0-9]+", "");
        slug = slug.substring(0, Math.min(slug.length(), LONGEST)).replaceAll("-+$", "");
        if (slug.isEmpty()) {
            throw new Rejection(ErrorCode.INVALID_FIELD, "slug", "is needed, since none can be made of the name");
        }
        return slug;
    }
}
