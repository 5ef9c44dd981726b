package io.fasti.command.user;

import io.fasti.command.Ids;
import io.fasti.events.GroupId;
import io.fasti.events.PermissionId;
import io.fasti.events.Profile;
import io.fasti.events.RoleId;
import io.fasti.events.UserEvent;
import io.fasti.events.UserEvent.UserActivated;
import io.fasti.events.UserEvent.UserAttributesChanged;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserDeactivated;
import io.fasti.events.UserEvent.UserDeleted;
import io.fasti.events.UserEvent.UserEmailChanged;
import io.fasti.events.UserEvent.UserEmailUnverified;
import io.fasti.events.UserEvent.UserEmailVerified;
import io.fasti.events.UserEvent.UserGroupsJoined;
import io.fasti.events.UserEvent.UserGroupsLeft;
import io.fasti.events.UserEvent.UserPasswordSet;
import io.fasti.events.UserEvent.UserPermissionsGranted;
import io.fasti.events.UserEvent.UserPermissionsRevoked;
import io.fasti.events.UserEvent.UserPhoneChanged;
import io.fasti.events.UserEvent.UserProfileChanged;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserEvent.UserRolesRevoked;
import io.fasti.events.UserEvent.UserUnblocked;
import io.fasti.events.UserEvent.UserUsernameChanged;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user as far as rules look: what identifies them, what they are called, what they may do. */
record LiveUser(Names names, Status status, Holdings holdings, Map<String, @Nullable Object> attributes)
        implements User {
    static final int MOST_ATTRIBUTES = 100;

    /** What is said of the person; an erased person's texts say so. */
    record Names(
            @Nullable String email,
            @Nullable String username,
            @Nullable String phone,
            Profile profile) {}

    record Status(boolean emailVerified, boolean active, boolean blocked) {}

    /** Given to the user directly. */
    record Holdings(List<RoleId> roles, List<GroupId> groups, List<PermissionId> permissions) {
        static final Holdings NONE = new Holdings(List.of(), List.of(), List.of());
    }

    static LiveUser of(UserCreated e) {
        var profile = e.profile() == null ? Profile.EMPTY : e.profile();
        return new LiveUser(
                new Names(e.email(), e.username(), e.phone(), profile),
                new Status(e.emailVerified(), e.active(), false),
                Holdings.NONE,
                Map.of());
    }

    /** What became of this user with an event that is not the first and not the last. */
    LiveUser after(UserEvent event) {
        return switch (event) {
            case UserCreated e -> of(e);
            case UserDeleted _, UserPasswordSet _ -> this;
            case UserProfileChanged e -> with(new Names(email(), username(), phone(), profile(profile(), e)));
            case UserEmailChanged e ->
                with(new Names(e.email(), username(), phone(), profile())).with(new Status(false, active(), blocked()));
            case UserUsernameChanged e -> with(new Names(email(), e.username(), phone(), profile()));
            case UserPhoneChanged e -> with(new Names(email(), username(), e.phone(), profile()));
            case UserEmailVerified _ -> with(new Status(true, active(), blocked()));
            case UserEmailUnverified _ -> with(new Status(false, active(), blocked()));
            case UserActivated _ -> with(new Status(emailVerified(), true, blocked()));
            case UserDeactivated _ -> with(new Status(emailVerified(), false, blocked()));
            case UserBlocked _ -> with(new Status(emailVerified(), active(), true));
            case UserUnblocked _ -> with(new Status(emailVerified(), active(), false));
            case UserAttributesChanged e ->
                new LiveUser(names, status, holdings, attributes(attributes, e.attributes()));
            case UserRolesAssigned e -> with(new Holdings(Ids.with(roles(), e.roles()), groups(), permissions()));
            case UserRolesRevoked e -> with(new Holdings(Ids.without(roles(), e.roles()), groups(), permissions()));
            case UserGroupsJoined e -> with(new Holdings(roles(), Ids.with(groups(), e.groups()), permissions()));
            case UserGroupsLeft e -> with(new Holdings(roles(), Ids.without(groups(), e.groups()), permissions()));
            case UserPermissionsGranted e ->
                with(new Holdings(roles(), groups(), Ids.with(permissions(), e.permissions())));
            case UserPermissionsRevoked e ->
                with(new Holdings(roles(), groups(), Ids.without(permissions(), e.permissions())));
        };
    }

    static Profile profile(Profile was, UserProfileChanged e) {
        return new Profile(
                e.name().over(was.name()),
                e.givenName().over(was.givenName()),
                e.familyName().over(was.familyName()),
                e.picture().over(was.picture()),
                e.locale().over(was.locale()),
                e.zoneinfo().over(was.zoneinfo()));
    }

    static Map<String, @Nullable Object> attributes(
            Map<String, @Nullable Object> was, Map<String, @Nullable Object> changed) {
        var now = new LinkedHashMap<String, @Nullable Object>(was);
        changed.forEach((name, value) -> {
            if (value == null) {
                now.remove(name);
            } else {
                now.put(name, value);
            }
        });
        return Collections.unmodifiableMap(now);
    }

    @Nullable
    String email() {
        return names.email();
    }

    @Nullable
    String username() {
        return names.username();
    }

    @Nullable
    String phone() {
        return names.phone();
    }

    Profile profile() {
        return names.profile();
    }

    boolean emailVerified() {
        return status.emailVerified();
    }

    boolean active() {
        return status.active();
    }

    boolean blocked() {
        return status.blocked();
    }

    List<RoleId> roles() {
        return holdings.roles();
    }

    List<GroupId> groups() {
        return holdings.groups();
    }

    List<PermissionId> permissions() {
        return holdings.permissions();
    }

    private LiveUser with(Names others) {
        return new LiveUser(others, status, holdings, attributes);
    }

    private LiveUser with(Status other) {
        return new LiveUser(names, other, holdings, attributes);
    }

    private LiveUser with(Holdings others) {
        return new LiveUser(names, status, others, attributes);
    }
}
