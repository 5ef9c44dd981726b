package io.fasti.command.user;

import io.fasti.events.Address;
import io.fasti.events.Change;
import io.fasti.events.Profile;
import io.fasti.events.UserEvent.UserProfileChanged;
import io.fasti.events.UserId;

/** What is to change of a profile. */
public record ProfileChange(
        Change<String> name,
        Change<String> givenName,
        Change<String> familyName,
        Change<String> picture,
        Change<String> locale,
        Change<String> zoneinfo,
        Change<String> middleName,
        Change<String> nickname,
        Change<String> preferredUsername,
        Change<String> profile,
        Change<String> website,
        Change<String> gender,
        Change<String> birthdate,
        Change<Address> address) {
    /** A change of the most usual fields alone. */
    public ProfileChange(
            Change<String> name,
            Change<String> givenName,
            Change<String> familyName,
            Change<String> picture,
            Change<String> locale,
            Change<String> zoneinfo) {
        this(
                name,
                givenName,
                familyName,
                picture,
                locale,
                zoneinfo,
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep());
    }

    /** Everything stays as it is. */
    public static ProfileChange none() {
        return new ProfileChange(
                Change.keep(), Change.keep(), Change.keep(), Change.keep(), Change.keep(), Change.keep());
    }

    /** Of all this, what differs from what the profile is. */
    UserProfileChanged from(UserId userId, Profile was) {
        return new UserProfileChanged(
                userId,
                Change.between(was.name(), name),
                Change.between(was.givenName(), givenName),
                Change.between(was.familyName(), familyName),
                Change.between(was.picture(), picture),
                Change.between(was.locale(), locale),
                Change.between(was.zoneinfo(), zoneinfo),
                Change.between(was.middleName(), middleName),
                Change.between(was.nickname(), nickname),
                Change.between(was.preferredUsername(), preferredUsername),
                Change.between(was.profile(), profile),
                Change.between(was.website(), website),
                Change.between(was.gender(), gender),
                Change.between(was.birthdate(), birthdate),
                Change.between(was.address(), address));
    }

    /** The profile after an event. */
    static Profile over(Profile was, UserProfileChanged e) {
        return new Profile(
                e.name().over(was.name()),
                e.givenName().over(was.givenName()),
                e.familyName().over(was.familyName()),
                e.picture().over(was.picture()),
                e.locale().over(was.locale()),
                e.zoneinfo().over(was.zoneinfo()),
                e.middleName().over(was.middleName()),
                e.nickname().over(was.nickname()),
                e.preferredUsername().over(was.preferredUsername()),
                e.profile().over(was.profile()),
                e.website().over(was.website()),
                e.gender().over(was.gender()),
                e.birthdate().over(was.birthdate()),
                e.address().over(was.address()));
    }
}
