package io.fasti.command.logto;

import io.fasti.command.user.ProfileChange;
import io.fasti.events.Address;
import io.fasti.events.Change;
import io.fasti.events.Profile;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A profile as Logto has it; name and avatar are no part of it. */
record WireProfile(
        Change<@NotNull String> familyName,
        Change<@NotNull String> givenName,
        Change<@NotNull String> middleName,
        Change<@NotNull String> nickname,
        Change<@NotNull String> preferredUsername,
        Change<@NotNull String> profile,
        Change<@NotNull String> website,
        Change<@NotNull String> gender,
        Change<@NotNull String> birthdate,
        Change<@NotNull String> zoneinfo,
        Change<@NotNull String> locale,
        Change<@NotNull @Valid WireAddress> address) {
    /** Where somebody lives, always as a whole. */
    record WireAddress(
            Change<@NotNull String> formatted,
            Change<@NotNull String> streetAddress,
            Change<@NotNull String> locality,
            Change<@NotNull String> region,
            Change<@NotNull String> postalCode,
            Change<@NotNull String> country) {
        Address toAddress() {
            return new Address(
                    formatted.over(null),
                    streetAddress.over(null),
                    locality.over(null),
                    region.over(null),
                    postalCode.over(null),
                    country.over(null));
        }
    }

    /** Of somebody new. */
    static Profile of(@Nullable String name, @Nullable String picture, @Nullable WireProfile given) {
        return given == null
                ? new Profile(name, null, null, picture, null, null)
                : new Profile(
                        name,
                        given.givenName.over(null),
                        given.familyName.over(null),
                        picture,
                        given.locale.over(null),
                        given.zoneinfo.over(null),
                        given.middleName.over(null),
                        given.nickname.over(null),
                        given.preferredUsername.over(null),
                        given.profile.over(null),
                        given.website.over(null),
                        given.gender.over(null),
                        given.birthdate.over(null),
                        given.toAddress().over(null));
    }

    /** What is given changes, the rest stays. */
    ProfileChange merged() {
        return new ProfileChange(
                Change.keep(),
                givenName,
                familyName,
                Change.keep(),
                locale,
                zoneinfo,
                middleName,
                nickname,
                preferredUsername,
                profile,
                website,
                gender,
                birthdate,
                toAddress());
    }

    /** What is not given goes; the name and the picture are said beside the profile. */
    static ProfileChange replaced(Change<String> name, Change<String> picture, @Nullable WireProfile given) {
        if (given == null) {
            return new ProfileChange(name, Change.keep(), Change.keep(), picture, Change.keep(), Change.keep());
        }
        return new ProfileChange(
                name,
                Change.to(given.givenName.over(null)),
                Change.to(given.familyName.over(null)),
                picture,
                Change.to(given.locale.over(null)),
                Change.to(given.zoneinfo.over(null)),
                Change.to(given.middleName.over(null)),
                Change.to(given.nickname.over(null)),
                Change.to(given.preferredUsername.over(null)),
                Change.to(given.profile.over(null)),
                Change.to(given.website.over(null)),
                Change.to(given.gender.over(null)),
                Change.to(given.birthdate.over(null)),
                Change.to(given.toAddress().over(null)));
    }

    private Change<Address> toAddress() {
        return address.map(WireAddress::toAddress);
    }
}
