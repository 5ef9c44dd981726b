package io.fasti.query.audit;

import static io.fasti.query.audit.AuditFields.changed;
import static io.fasti.query.audit.AuditFields.cleared;
import static io.fasti.query.audit.AuditFields.fields;
import static io.fasti.query.audit.AuditFields.with;
import static io.fasti.query.audit.AuditFields.without;

import io.fasti.events.Address;
import io.fasti.events.Profile;
import io.fasti.events.UserEvent;
import io.fasti.events.UserEvent.UserActivated;
import io.fasti.events.UserEvent.UserAttributesChanged;
import io.fasti.events.UserEvent.UserBackupCodesAdded;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserDeactivated;
import io.fasti.events.UserEvent.UserDeleted;
import io.fasti.events.UserEvent.UserEmailChanged;
import io.fasti.events.UserEvent.UserEmailUnverified;
import io.fasti.events.UserEvent.UserEmailVerified;
import io.fasti.events.UserEvent.UserErased;
import io.fasti.events.UserEvent.UserGroupsJoined;
import io.fasti.events.UserEvent.UserGroupsLeft;
import io.fasti.events.UserEvent.UserIdentityDescribed;
import io.fasti.events.UserEvent.UserIdentityLinked;
import io.fasti.events.UserEvent.UserIdentityUnlinked;
import io.fasti.events.UserEvent.UserMfaRemoved;
import io.fasti.events.UserEvent.UserPasswordSet;
import io.fasti.events.UserEvent.UserPasswordUpgraded;
import io.fasti.events.UserEvent.UserPermissionsGranted;
import io.fasti.events.UserEvent.UserPermissionsRevoked;
import io.fasti.events.UserEvent.UserPhoneChanged;
import io.fasti.events.UserEvent.UserProfileChanged;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserEvent.UserRolesRevoked;
import io.fasti.events.UserEvent.UserTotpAdded;
import io.fasti.events.UserEvent.UserUnblocked;
import io.fasti.events.UserEvent.UserUsernameChanged;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of a user. Of the password only the fact that there is one is known. */
final class UserFields {
    /** The fields that say something about the person. */
    static final Set<String> PERSONAL = Set.of(
            "email",
            "username",
            "phoneNumber",
            "name",
            "givenName",
            "familyName",
            "picture",
            "locale",
            "zoneinfo",
            "middleName",
            "nickname",
            "preferredUsername",
            "profile",
            "website",
            "gender",
            "birthdate",
            "address",
            "attributes",
            "identities");

    private UserFields() {}

    static Map<String, @Nullable Object> assigned(UserEvent event, Map<String, @Nullable Object> before) {
        return switch (event) {
            case UserCreated e -> created(e);
            case UserProfileChanged e -> profile(e);
            case UserEmailChanged e -> fields("email", e.email(), "emailVerified", false);
            case UserEmailVerified _ -> fields("emailVerified", true);
            case UserEmailUnverified _ -> fields("emailVerified", false);
            case UserUsernameChanged e -> fields("username", e.username());
            case UserPhoneChanged e -> fields("phoneNumber", e.phone());
            case UserPasswordSet _ -> fields("hasPassword", true);
            case UserPasswordUpgraded _ -> fields();
            case UserIdentityLinked e -> fields("identities", identities(e, before));
            case UserIdentityDescribed _ -> fields();
            case UserIdentityUnlinked e -> fields("identities", identities(e, before));
            case UserTotpAdded e -> with(before, "mfa", List.of(e.mfaId()));
            case UserBackupCodesAdded e -> with(before, "mfa", List.of(e.mfaId()));
            case UserMfaRemoved e -> without(before, "mfa", List.of(e.mfaId()));
            case UserAttributesChanged e -> fields("attributes", attributes(e, before));
            case UserBlocked _ -> fields("blocked", true);
            case UserUnblocked _ -> fields("blocked", false);
            case UserActivated _ -> fields("isActive", true);
            case UserDeactivated _ -> fields("isActive", false);
            case UserRolesAssigned e -> with(before, "roles", e.roles());
            case UserRolesRevoked e -> without(before, "roles", e.roles());
            case UserGroupsJoined e -> with(before, "groups", e.groups());
            case UserGroupsLeft e -> without(before, "groups", e.groups());
            case UserPermissionsGranted e -> with(before, "permissions", e.permissions());
            case UserPermissionsRevoked e -> without(before, "permissions", e.permissions());
            case UserDeleted _, UserErased _ -> cleared(before);
        };
    }

    private static Map<String, @Nullable Object> created(UserCreated e) {
        var profile = e.profile() == null ? Profile.EMPTY : e.profile();
        return fields(
                "email", e.email(),
                "emailVerified", e.emailVerified(),
                "username", e.username(),
                "phoneNumber", e.phone(),
                "name", profile.name(),
                "givenName", profile.givenName(),
                "familyName", profile.familyName(),
                "picture", profile.picture(),
                "locale", profile.locale(),
                "zoneinfo", profile.zoneinfo(),
                "middleName", profile.middleName(),
                "nickname", profile.nickname(),
                "preferredUsername", profile.preferredUsername(),
                "profile", profile.profile(),
                "website", profile.website(),
                "gender", profile.gender(),
                "birthdate", profile.birthdate(),
                "address", profile.address() == null ? null : parts(profile.address()),
                "isActive", e.active(),
                "blocked", false);
    }

    private static Map<String, @Nullable Object> profile(UserProfileChanged e) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.putAll(changed("name", e.name()));
        fields.putAll(changed("givenName", e.givenName()));
        fields.putAll(changed("familyName", e.familyName()));
        fields.putAll(changed("picture", e.picture()));
        fields.putAll(changed("locale", e.locale()));
        fields.putAll(changed("zoneinfo", e.zoneinfo()));
        fields.putAll(changed("middleName", e.middleName()));
        fields.putAll(changed("nickname", e.nickname()));
        fields.putAll(changed("preferredUsername", e.preferredUsername()));
        fields.putAll(changed("profile", e.profile()));
        fields.putAll(changed("website", e.website()));
        fields.putAll(changed("gender", e.gender()));
        fields.putAll(changed("birthdate", e.birthdate()));
        fields.putAll(changed("address", e.address().map(UserFields::parts)));
        return fields;
    }

    private static @Nullable Map<String, @Nullable Object> attributes(
            UserAttributesChanged e, Map<String, @Nullable Object> before) {
        var attributes = new LinkedHashMap<String, @Nullable Object>();
        if (before.get("attributes") instanceof Map<?, ?> earlier) {
            earlier.forEach((name, value) -> attributes.put(String.valueOf(name), value));
        }
        e.attributes().forEach((name, value) -> {
            if (e.removes(name)) {
                attributes.remove(name);
            } else {
                attributes.put(name, value);
            }
        });
        return attributes.isEmpty() ? null : attributes;
    }

    private static Map<String, @Nullable Object> parts(Address address) {
        var parts = fields(
                "formatted", address.formatted(),
                "streetAddress", address.streetAddress(),
                "locality", address.locality(),
                "region", address.region(),
                "postalCode", address.postalCode(),
                "country", address.country());
        parts.values().removeIf(Objects::isNull);
        return parts;
    }

    /** By target, whom other services know. */
    private static @Nullable Map<String, @Nullable Object> identities(
            UserEvent event, Map<String, @Nullable Object> before) {
        var identities = new TreeMap<String, @Nullable Object>();
        if (before.get("identities") instanceof Map<?, ?> earlier) {
            earlier.forEach((target, identity) -> identities.put(String.valueOf(target), identity));
        }
        if (event instanceof UserIdentityLinked linked) {
            identities.put(linked.target(), linked.identity());
        }
        if (event instanceof UserIdentityUnlinked unlinked) {
            identities.remove(unlinked.target());
        }
        return identities.isEmpty() ? null : identities;
    }
}
