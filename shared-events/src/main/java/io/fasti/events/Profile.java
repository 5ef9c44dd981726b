package io.fasti.events;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a person besides what identifies them; the names are those of OpenID Connect Core, section 5.1.
 *
 * @param profile the address of a page about the person
 */
public record Profile(
        @Nullable String name,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String picture,
        @Nullable String locale,
        @Nullable String zoneinfo,
        @Nullable String middleName,
        @Nullable String nickname,
        @Nullable String preferredUsername,
        @Nullable String profile,
        @Nullable String website,
        @Nullable String gender,
        @Nullable String birthdate,
        @Nullable Address address) {
    public static final Profile EMPTY = new Profile(null, null, null, null, null, null);

    /** Of somebody of whom only the most usual is known. */
    public Profile(
            @Nullable String name,
            @Nullable String givenName,
            @Nullable String familyName,
            @Nullable String picture,
            @Nullable String locale,
            @Nullable String zoneinfo) {
        this(name, givenName, familyName, picture, locale, zoneinfo, null, null, null, null, null, null, null, null);
    }
}
