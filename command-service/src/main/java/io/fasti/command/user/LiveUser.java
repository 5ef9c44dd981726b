package io.fasti.command.user;

import io.fasti.command.Ids;
import io.fasti.command.password.Secret;
import io.fasti.command.user.Credentials.Factor;
import io.fasti.events.GroupId;
import io.fasti.events.PermissionId;
import io.fasti.events.Profile;
import io.fasti.events.RoleId;
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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user as far as rules look: what identifies them, what they are called, what they may do, how they prove themselves. */
record LiveUser(
        Names names,
        Status status,
        Holdings holdings,
        Map<String, @Nullable Object> attributes,
        Credentials credentials)
        implements User {

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
                Map.of(),
                Credentials.NONE);
    }

    /** What became of this user with an event that is not the first and not one of the last. */
    LiveUser after(UserEvent event) {
        return switch (event) {
            case UserCreated e -> of(e);
            case UserDeleted _, UserErased _ -> this;
            case UserPasswordSet e -> with(credentials.with(new Secret(e.hash())));
            case UserPasswordUpgraded e -> with(credentials.with(new Secret(e.hash())));
            case UserIdentityLinked e -> with(credentials.after(e));
            case UserIdentityDescribed e -> with(credentials.after(e));
            case UserIdentityUnlinked e -> with(credentials.after(e));
            case UserTotpAdded e -> with(credentials.with(new Factor(e.mfaId(), Credentials.TOTP)));
            case UserBackupCodesAdded e -> with(credentials.with(new Factor(e.mfaId(), Credentials.BACKUP_CODES)));
            case UserMfaRemoved e -> with(credentials.without(e.mfaId()));
            case UserProfileChanged e ->
                with(new Names(email(), username(), phone(), ProfileChange.over(profile(), e)));
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
                new LiveUser(names, status, holdings, CustomAttributes.after(attributes, e), credentials);
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
        return new LiveUser(others, status, holdings, attributes, credentials);
    }

    private LiveUser with(Status other) {
        return new LiveUser(names, other, holdings, attributes, credentials);
    }

    private LiveUser with(Holdings others) {
        return new LiveUser(names, status, others, attributes, credentials);
    }

    private LiveUser with(Credentials others) {
        return new LiveUser(names, status, holdings, attributes, others);
    }
}
