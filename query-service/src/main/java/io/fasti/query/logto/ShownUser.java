package io.fasti.query.logto;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fasti.events.Address;
import io.fasti.events.PasswordDigest;
import io.fasti.events.Profile;
import io.fasti.query.user.PersonView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as Logto shows one. What is a JSON object already is put there as it is.
 *
 * @param ssoIdentities only where they are asked for
 * @param passwordDigest only where it is asked for, like its algorithm
 */
record ShownUser(
        String id,
        @Nullable String username,
        @Nullable String primaryEmail,
        @Nullable String primaryPhone,
        @Nullable String name,
        @Nullable String avatar,
        RawJson customData,
        RawJson identities,
        @Nullable Long lastSignInAt,
        long createdAt,
        long updatedAt,
        ShownProfile profile,
        @Nullable String applicationId,
        @Nullable String cimdClientId,
        boolean isSuspended,
        boolean hasPassword,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Object> ssoIdentities,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String passwordDigest,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String passwordAlgorithm) {
    static ShownUser of(PersonView person) {
        return of(person, false, null);
    }

    static ShownUser of(PersonView person, boolean withSso, @Nullable PasswordDigest digest) {
        return new ShownUser(
                person.id(),
                person.username(),
                person.email(),
                person.phone(),
                person.profile().name(),
                person.profile().picture(),
                new RawJson(person.attributes()),
                new RawJson(person.identities()),
                millis(person.lastLoginAt()),
                person.createdAt().toEpochMilli(),
                person.updatedAt().toEpochMilli(),
                ShownProfile.of(person.profile()),
                null,
                null,
                person.blocked(),
                person.hasPassword(),
                withSso ? List.of() : null,
                digest == null ? null : digest.digest(),
                digest == null ? null : digest.algorithm());
    }

    private static @Nullable Long millis(@Nullable Instant at) {
        return at == null ? null : at.toEpochMilli();
    }

    /** What is known of somebody besides name and avatar; what is not known is not there. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShownProfile(
            @Nullable String familyName,
            @Nullable String givenName,
            @Nullable String middleName,
            @Nullable String nickname,
            @Nullable String preferredUsername,
            @Nullable String profile,
            @Nullable String website,
            @Nullable String gender,
            @Nullable String birthdate,
            @Nullable String zoneinfo,
            @Nullable String locale,
            @Nullable ShownAddress address) {
        static ShownProfile of(Profile profile) {
            return new ShownProfile(
                    profile.familyName(),
                    profile.givenName(),
                    profile.middleName(),
                    profile.nickname(),
                    profile.preferredUsername(),
                    profile.profile(),
                    profile.website(),
                    profile.gender(),
                    profile.birthdate(),
                    profile.zoneinfo(),
                    profile.locale(),
                    profile.address() == null ? null : ShownAddress.of(profile.address()));
        }
    }

    /** Where somebody lives. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShownAddress(
            @Nullable String formatted,
            @Nullable String streetAddress,
            @Nullable String locality,
            @Nullable String region,
            @Nullable String postalCode,
            @Nullable String country) {
        static ShownAddress of(Address address) {
            return new ShownAddress(
                    address.formatted(),
                    address.streetAddress(),
                    address.locality(),
                    address.region(),
                    address.postalCode(),
                    address.country());
        }
    }
}
