package io.fasti.command.user;

import io.fasti.command.Ids;
import io.fasti.command.password.Secret;
import io.fasti.command.user.UserCommand.AddBackupCodes;
import io.fasti.command.user.UserCommand.AddTotp;
import io.fasti.command.user.UserCommand.AssignRoles;
import io.fasti.command.user.UserCommand.BlockUser;
import io.fasti.command.user.UserCommand.ChangeAttributes;
import io.fasti.command.user.UserCommand.ChangeUser;
import io.fasti.command.user.UserCommand.CreateUser;
import io.fasti.command.user.UserCommand.DeleteUser;
import io.fasti.command.user.UserCommand.EraseUser;
import io.fasti.command.user.UserCommand.GrantPermissions;
import io.fasti.command.user.UserCommand.JoinGroups;
import io.fasti.command.user.UserCommand.LeaveGroups;
import io.fasti.command.user.UserCommand.LinkIdentity;
import io.fasti.command.user.UserCommand.MergeAttributes;
import io.fasti.command.user.UserCommand.RemoveMfa;
import io.fasti.command.user.UserCommand.RevokePermissions;
import io.fasti.command.user.UserCommand.RevokeRoles;
import io.fasti.command.user.UserCommand.SetGroups;
import io.fasti.command.user.UserCommand.SetPassword;
import io.fasti.command.user.UserCommand.SetRoles;
import io.fasti.command.user.UserCommand.UnblockUser;
import io.fasti.command.user.UserCommand.UnlinkIdentity;
import io.fasti.command.user.UserCommand.UpgradePassword;
import io.fasti.command.user.UserCommand.VerifyEmail;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.Change;
import io.fasti.events.GroupId;
import io.fasti.events.PermissionId;
import io.fasti.events.RoleId;
import io.fasti.events.UserEvent;
import io.fasti.events.UserEvent.UserActivated;
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
import io.fasti.events.UserEvent.UserPasswordSet;
import io.fasti.events.UserEvent.UserPermissionsGranted;
import io.fasti.events.UserEvent.UserPermissionsRevoked;
import io.fasti.events.UserEvent.UserPhoneChanged;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserEvent.UserRolesRevoked;
import io.fasti.events.UserEvent.UserUnblocked;
import io.fasti.events.UserEvent.UserUsernameChanged;
import io.fasti.events.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of a user: no framework, no clock, no I/O. What a live user is, {@link LiveUser} says. */
sealed interface User permits User.Absent, LiveUser, User.Deleted, User.Erased {
    record Absent() implements User {}

    record Deleted() implements User {}

    record Erased() implements User {}

    static List<UserEvent> decide(UserCommand command, User user) {
        return switch (command) {
            case CreateUser c -> create(c, user);
            case ChangeUser c -> change(c, live(c, user));
            case VerifyEmail c -> verifyEmail(c.userId(), live(c, user));
            case SetPassword c -> {
                live(c, user);
                yield List.of(new UserPasswordSet(c.userId(), c.hash().value()));
            }
            case UpgradePassword c -> live(c, user).credentials().upgrade(c.userId(), c.from(), c.hash());
            case ChangeAttributes c ->
                CustomAttributes.change(c.userId(), live(c, user).attributes(), c.attributes());
            case MergeAttributes c ->
                CustomAttributes.merge(c.userId(), live(c, user).attributes(), c.attributes());
            case LinkIdentity c -> live(c, user).credentials().link(c);
            case UnlinkIdentity c -> live(c, user).credentials().unlink(c.userId(), c.target());
            case AddTotp c -> live(c, user).credentials().addTotp(c);
            case AddBackupCodes c -> live(c, user).credentials().addBackupCodes(c);
            case RemoveMfa c -> live(c, user).credentials().removeMfa(c.userId(), c.mfaId());
            case BlockUser c -> live(c, user).blocked() ? List.of() : List.of(new UserBlocked(c.userId()));
            case UnblockUser c -> live(c, user).blocked() ? List.of(new UserUnblocked(c.userId())) : List.of();
            case AssignRoles c -> assign(c, live(c, user));
            case RevokeRoles c -> revoke(c, live(c, user));
            case SetRoles c -> setRoles(c, live(c, user));
            case JoinGroups c -> join(c.userId(), c.groups(), live(c, user));
            case LeaveGroups c -> leave(c.userId(), c.groups(), live(c, user));
            case SetGroups c -> setGroups(c, live(c, user));
            case GrantPermissions c -> grant(c, live(c, user));
            case RevokePermissions c -> revoke(c, live(c, user));
            case DeleteUser c -> delete(c.userId(), live(c, user));
            case EraseUser c -> erase(c.userId(), user);
        };
    }

    /** The digest of the user's password; null when there is none. */
    static @Nullable Secret passwordOf(UserId userId, User user) {
        return live(userId, user).credentials().password();
    }

    /**
     * Whether there is still something of the user that could be erased.
     *
     * @throws Rejection USER_NOT_FOUND when there never was such a user
     */
    static boolean isErasable(UserId userId, User user) {
        return !erase(userId, user).isEmpty();
    }

    /** What the user is called; null when nothing is known of them. */
    static @Nullable String nameOf(UserId userId, User user) {
        var live = live(userId, user);
        return Stream.of(live.profile().name(), live.username(), live.email(), live.phone())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    static User evolve(User user, UserEvent event) {
        return switch (event) {
            case UserCreated e -> LiveUser.of(e);
            case UserDeleted _ -> new Deleted();
            case UserErased _ -> new Erased();
            default -> known(user).after(event);
        };
    }

    private static List<UserEvent> create(CreateUser c, User user) {
        if (!(user instanceof Absent)) {
            throw new Rejection(
                    ErrorCode.CONCURRENT_CHANGE, "user_id", c.userId().value());
        }
        var created = new UserCreated(
                c.userId(),
                c.email(),
                c.emailVerified() && c.email() != null,
                c.username(),
                c.phone(),
                c.profile(),
                c.active());
        var events = new ArrayList<UserEvent>();
        events.add(created);
        if (c.passwordHash() != null) {
            events.add(new UserPasswordSet(c.userId(), c.passwordHash().value()));
        }
        var live = LiveUser.of(created);
        events.addAll(CustomAttributes.replace(c.userId(), live.attributes(), c.attributes()));
        events.addAll(assign(c.userId(), c.roles(), live));
        events.addAll(join(c.userId(), c.groups(), live));
        return events;
    }

    private static List<UserEvent> change(ChangeUser c, LiveUser user) {
        if (c.identifiable()) {
            keepsIdentifier(c, user);
        }
        var events = new ArrayList<UserEvent>();
        events.addAll(changeEmail(c, user));
        if (Change.between(user.username(), c.username()) instanceof Change.Set<String>(var username)) {
            events.add(new UserUsernameChanged(c.userId(), user.username(), username));
        }
        if (Change.between(user.phone(), c.phone()) instanceof Change.Set<String>(var phone)) {
            events.add(new UserPhoneChanged(c.userId(), user.phone(), phone));
        }
        var profile = c.profile().from(c.userId(), user.profile());
        if (!ProfileChange.over(user.profile(), profile).equals(user.profile())) {
            events.add(profile);
        }
        var attributes = c.attributes().over(null);
        if (attributes != null) {
            events.addAll(CustomAttributes.replace(c.userId(), user.attributes(), attributes));
        }
        if (c.active() instanceof Change.Set<Boolean>(var active) && Boolean.TRUE.equals(active) != user.active()) {
            events.add(user.active() ? new UserDeactivated(c.userId()) : new UserActivated(c.userId()));
        }
        return events;
    }

    /** A new e-mail is not verified, unless only its case is new or the command says that it is. */
    private static List<UserEvent> changeEmail(ChangeUser c, LiveUser user) {
        var events = new ArrayList<UserEvent>();
        var email = user.email();
        var verified = user.emailVerified();
        if (Change.between(email, c.email()) instanceof Change.Set<String>(var changed)) {
            events.add(new UserEmailChanged(c.userId(), email, changed));
            if (verified && changed != null && changed.equalsIgnoreCase(email)) {
                events.add(new UserEmailVerified(c.userId()));
            } else {
                verified = false;
            }
            email = changed;
        }
        if (c.emailVerified() instanceof Change.Set<Boolean>(var wanted) && Boolean.TRUE.equals(wanted) != verified) {
            events.add(verified ? new UserEmailUnverified(c.userId()) : verified(c.userId(), email));
        }
        return events;
    }

    private static List<UserEvent> verifyEmail(UserId userId, LiveUser user) {
        return user.emailVerified() ? List.of() : List.of(verified(userId, user.email()));
    }

    private static UserEmailVerified verified(UserId userId, @Nullable String email) {
        if (email == null) {
            throw new Rejection(ErrorCode.USER_EMAIL_MISSING, "user_id", userId.value());
        }
        return new UserEmailVerified(userId);
    }

    private static List<UserEvent> setRoles(SetRoles c, LiveUser user) {
        var events = new ArrayList<>(revoke(c.userId(), Ids.without(user.roles(), c.roles()), user));
        events.addAll(assign(c.userId(), c.roles(), user));
        return events;
    }

    private static List<UserEvent> assign(AssignRoles c, LiveUser user) {
        var held = Ids.common(c.roles(), user.roles());
        if (c.strictly() && !held.isEmpty()) {
            throw new Rejection(
                    ErrorCode.ROLE_HELD_ALREADY, "user_id", c.userId().value());
        }
        return assign(c.userId(), c.roles(), user);
    }

    private static List<UserEvent> revoke(RevokeRoles c, LiveUser user) {
        var missing = Ids.without(c.roles(), user.roles());
        if (c.strictly() && !missing.isEmpty()) {
            throw new Rejection(
                    ErrorCode.ROLE_NOT_HELD, "role_id", missing.getFirst().value());
        }
        return revoke(c.userId(), c.roles(), user);
    }

    private static List<UserEvent> assign(UserId userId, List<RoleId> roles, LiveUser user) {
        var added = Ids.without(roles, user.roles());
        return added.isEmpty() ? List.of() : List.of(new UserRolesAssigned(userId, added));
    }

    private static List<UserEvent> revoke(UserId userId, List<RoleId> roles, LiveUser user) {
        var removed = Ids.common(roles, user.roles());
        return removed.isEmpty() ? List.of() : List.of(new UserRolesRevoked(userId, removed));
    }

    private static List<UserEvent> setGroups(SetGroups c, LiveUser user) {
        var events = new ArrayList<>(leave(c.userId(), Ids.without(user.groups(), c.groups()), user));
        events.addAll(join(c.userId(), c.groups(), user));
        return events;
    }

    private static List<UserEvent> join(UserId userId, List<GroupId> groups, LiveUser user) {
        var added = Ids.without(groups, user.groups());
        return added.isEmpty() ? List.of() : List.of(new UserGroupsJoined(userId, added));
    }

    private static List<UserEvent> leave(UserId userId, List<GroupId> groups, LiveUser user) {
        var removed = Ids.common(groups, user.groups());
        return removed.isEmpty() ? List.of() : List.of(new UserGroupsLeft(userId, removed));
    }

    private static List<UserEvent> grant(GrantPermissions c, LiveUser user) {
        var added = Ids.without(c.permissions(), user.permissions());
        return added.isEmpty() ? List.of() : List.of(new UserPermissionsGranted(c.userId(), added));
    }

    private static List<UserEvent> revoke(RevokePermissions c, LiveUser user) {
        List<PermissionId> removed = Ids.common(c.permissions(), user.permissions());
        return removed.isEmpty() ? List.of() : List.of(new UserPermissionsRevoked(c.userId(), removed));
    }

    private static List<UserEvent> delete(UserId userId, LiveUser user) {
        return List.of(new UserDeleted(
                userId,
                user.email(),
                user.username(),
                user.phone(),
                user.roles(),
                user.groups(),
                user.permissions(),
                user.credentials().claimed()));
    }

    /** Who is still there is deleted first, so that whoever counts or keeps something of them lets go of it as always. */
    private static List<UserEvent> erase(UserId userId, User user) {
        var erased = new UserErased(userId);
        return switch (user) {
            case Absent _ -> throw new Rejection(ErrorCode.USER_NOT_FOUND, "user_id", userId.value());
            case LiveUser live -> List.of(delete(userId, live).getFirst(), erased);
            case Deleted _ -> List.of(erased);
            case Erased _ -> List.of();
        };
    }

    private static void keepsIdentifier(ChangeUser c, LiveUser user) {
        var had = user.email() != null || user.username() != null || user.phone() != null;
        if (had
                && c.email().over(user.email()) == null
                && c.username().over(user.username()) == null
                && c.phone().over(user.phone()) == null) {
            throw new Rejection(ErrorCode.USER_IDENTIFIER_MISSING, Map.of("email", "must not be empty"));
        }
    }

    private static LiveUser live(UserCommand command, User user) {
        return live(command.userId(), user);
    }

    private static LiveUser live(UserId userId, User user) {
        if (user instanceof LiveUser live) {
            return live;
        }
        throw new Rejection(ErrorCode.USER_NOT_FOUND, "user_id", userId.value());
    }

    private static LiveUser known(User user) {
        if (user instanceof LiveUser live) {
            return live;
        }
        throw new IllegalStateException(
                "a user's history begins with its creation and ends with its deletion or erasure");
    }
}
