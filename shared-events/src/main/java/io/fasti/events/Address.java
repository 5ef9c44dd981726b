package io.fasti.events;

import org.jspecify.annotations.Nullable;

/** Where a person lives; the names are those of OpenID Connect Core, section 5.1.1. It is always said as a whole. */
public record Address(
        @Nullable String formatted,
        @Nullable String streetAddress,
        @Nullable String locality,
        @Nullable String region,
        @Nullable String postalCode,
        @Nullable String country) {}
