package io.fasti.command;

import java.text.Normalizer;
import java.util.Locale;

/** A slug made of a name: its letters without accents, in lower case, and hyphens for what is between them. */
public final class Slugified {
    private static final int LONGEST = 128;

    private Slugified() {}

    /** Empty when the name has nothing that a slug could be made of. */
    public static String of(String name) {
        var slug = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._:]+", "-")
                .replaceAll("^[^a-z0-9]+", "");
        return slug.substring(0, Math.min(slug.length(), LONGEST)).replaceAll("-+$", "");
    }
}
