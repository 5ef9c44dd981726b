package io.fasti.query.lumo;

import static io.fasti.query.lumo.LumoAnnouncer.about;
import static io.fasti.query.lumo.LumoAnnouncer.with;

import io.fasti.events.Change;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What subscribers are told of a user: all of it at the beginning, later what changed. */
final class AnnouncedUser {
    private AnnouncedUser() {}

    static Map<String, @Nullable Object> data(UserEvent event) {
        var id = event.userId();
        return switch (event) {
            case UserCreated e -> created(e);
            case UserProfileChanged e -> profile(e);
            case UserEmailChanged e -> about("user", id, "email", e.email(), "emailVerified", false);
            case UserEmailVerified _ -> about("user", id, "emailVerified", true);
            case UserEmailUnverified _ -> about("user", id, "emailVerified", false);
            case UserUsernameChanged e -> about("user", id, "username", e.username());
            case UserPhoneChanged e -> about("user", id, "phoneNumber", e.phone());
            case UserPasswordSet _, UserPasswordUpgraded _ -> about("user", id);
            case UserIdentityLinked _, UserIdentityDescribed _, UserIdentityUnlinked _ -> about("user", id);
            case UserTotpAdded _ -> about("user", id, "mfaEnabled", true);
            case UserBackupCodesAdded _, UserMfaRemoved _ -> about("user", id);
            case UserAttributesChanged e -> about("user", id, "attributes", e.attributes());
            case UserBlocked _ -> about("user", id, "blocked", true);
            case UserUnblocked _ -> about("user", id, "blocked", false);
            case UserActivated _ -> about("user", id, "isActive", true);
            case UserDeactivated _ -> about("user", id, "isActive", false);
            case UserRolesAssigned e -> with(about("user", id), "roles", e.roles());
            case UserRolesRevoked e -> with(about("user", id), "roles", e.roles());
            case UserGroupsJoined e -> with(about("user", id), "groups", e.groups());
            case UserGroupsLeft e -> with(about("user", id), "groups", e.groups());
            case UserPermissionsGranted e -> with(about("user", id), "permissions", e.permissions());
            case UserPermissionsRevoked e -> with(about("user", id), "permissions", e.permissions());
            case UserDeleted e ->
                about("user", id, "email", e.email(), "username", e.username(), "phoneNumber", e.phone());
            case UserErased _ -> about("user", id);
        };
    }

    private static Map<String, @Nullable Object> created(UserCreated e) {
        var profile = e.profile() == null ? Profile.EMPTY : e.profile();
        return about(
                "user",
                e.userId(),
                "email",
                e.email(),
                "emailVerified",
                e.emailVerified(),
                "username",
                e.username(),
                "phoneNumber",
                e.phone(),
                "name",
                profile.name(),
                "givenName",
                profile.givenName(),
                "familyName",
                profile.familyName(),
                "picture",
                profile.picture(),
                "locale",
                profile.locale(),
                "zoneinfo",
                profile.zoneinfo(),
                "isActive",
                e.active(),
                "blocked",
                false);
    }

    private static Map<String, @Nullable Object> profile(UserProfileChanged e) {
        var user = new LinkedHashMap<String, @Nullable Object>();
        user.put("id", e.userId().value());
        put(user, "name", e.name());
        put(user, "givenName", e.givenName());
        put(user, "familyName", e.familyName());
        put(user, "picture", e.picture());
        put(user, "locale", e.locale());
        put(user, "zoneinfo", e.zoneinfo());
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("user", user);
        return data;
    }

    private static void put(Map<String, @Nullable Object> user, String name, Change<String> change) {
        if (change instanceof Change.Set<String>(var value)) {
            user.put(name, value);
        }
    }
}
