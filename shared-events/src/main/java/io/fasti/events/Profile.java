package io.fasti.events;

import org.jspecify.annotations.Nullable;

/** What is known of a person besides what identifies them; the names are those of OpenID Connect Core, section 5.1. */
public record Profile(
        @Nullable String name,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String picture,
        @Nullable String locale,
        @Nullable String zoneinfo) {
    public static final Profile EMPTY = new Profile(null, null, null, null, null, null);
}
