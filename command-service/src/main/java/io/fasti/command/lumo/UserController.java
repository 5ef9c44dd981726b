package io.fasti.command.lumo;

import io.fasti.command.password.Passwords;
import io.fasti.command.password.Secret;
import io.fasti.command.platform.Commands;
import io.fasti.command.platform.Confirmations;
import io.fasti.command.platform.Lookups;
import io.fasti.command.user.ProfileChange;
import io.fasti.command.user.UserCommand.BlockUser;
import io.fasti.command.user.UserCommand.ChangeAttributes;
import io.fasti.command.user.UserCommand.ChangeUser;
import io.fasti.command.user.UserCommand.CreateUser;
import io.fasti.command.user.UserCommand.DeleteUser;
import io.fasti.command.user.UserCommand.EraseUser;
import io.fasti.command.user.UserCommand.IsErasable;
import io.fasti.command.user.UserCommand.SetPassword;
import io.fasti.command.user.UserCommand.UnblockUser;
import io.fasti.command.user.UserCommand.VerifyEmail;
import io.fasti.events.Change;
import io.fasti.events.GroupId;
import io.fasti.events.Profile;
import io.fasti.events.RoleId;
import io.fasti.events.UserId;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.Written;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import io.fasti.http.json.EmailAddress;
import io.fasti.http.json.HttpUrl;
import io.fasti.http.json.Name;
import io.fasti.http.json.Phone;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Users: what they are called, whether they may sign in, their password and attributes. */
@RestController
@RequestMapping("/api/v1/admin/users")
@Requires(Area.USERS)
class UserController {
    private final Commands commands;
    private final Lookups lookups;
    private final Passwords passwords;
    private final Confirmations confirmations;

    UserController(Commands commands, Lookups lookups, Passwords passwords, Confirmations confirmations) {
        this.commands = commands;
        this.lookups = lookups;
        this.passwords = passwords;
        this.confirmations = confirmations;
    }

    /** What a user may have from the beginning. */
    record NewUser(
            @NotNull @EmailAddress String email,
            @Nullable @Name String username,
            @Nullable String password,
            @Nullable @Phone String phoneNumber,
            @Nullable @Name String name,
            @Nullable @Name String givenName,
            @Nullable @Name String familyName,
            @Nullable @HttpUrl String picture,
            @Nullable @Name String locale,
            @Nullable @Name String zoneinfo,
            @Nullable Boolean emailVerified,
            @Nullable Boolean isActive,
            @Nullable List<@NotNull @Name String> roles,
            @Nullable List<@NotNull @Name String> groups) {
        CreateUser toCommand(
                UserId userId, @Nullable Secret passwordHash, List<RoleId> roleIds, List<GroupId> groupIds) {
            return new CreateUser(
                    userId,
                    email,
                    Boolean.TRUE.equals(emailVerified),
                    username,
                    phoneNumber,
                    new Profile(name, givenName, familyName, picture, locale, zoneinfo),
                    !Boolean.FALSE.equals(isActive),
                    passwordHash,
                    roleIds,
                    groupIds);
        }

        @Override
        public String toString() {
            return "NewUser[email=" + email + "]";
        }
    }

    @PostMapping
    Written create(Call call, @Valid @RequestBody NewUser user) {
        var tenant = call.tenant();
        var roles = lookups.rolesOfNewUser(tenant.id(), Given.any("roles", user.roles()));
        var groups = lookups.groups(tenant.id(), Given.any("groups", user.groups()));
        var hash =
                user.password() == null ? null : passwords.hash(new Secret(user.password()), tenant.passwordPolicy());
        var userId = UserId.random();
        return commands.send(
                call,
                user.toCommand(userId, hash, roles, groups),
                Outcome.created("user", userId, "User created successfully"));
    }

    /** What may change of a user; what is absent stays. */
    record ChangedUser(
            Change<@EmailAddress String> email,
            Change<@NotNull Boolean> emailVerified,
            Change<@Name String> username,
            Change<@Phone String> phoneNumber,
            Change<@Name String> name,
            Change<@Name String> givenName,
            Change<@Name String> familyName,
            Change<@HttpUrl String> picture,
            Change<@Name String> locale,
            Change<@Name String> zoneinfo,
            Change<@NotNull Boolean> isActive) {
        ChangeUser toCommand(UserId userId) {
            return new ChangeUser(
                    userId,
                    email,
                    emailVerified,
                    username,
                    phoneNumber,
                    new ProfileChange(name, givenName, familyName, picture, locale, zoneinfo),
                    isActive,
                    Change.keep(),
                    true);
        }
    }

    @RequestMapping(
            path = "/{user}",
            method = {RequestMethod.PATCH, RequestMethod.PUT})
    Written change(Call call, @PathVariable String user, @Valid @RequestBody ChangedUser changed) {
        var userId = lookups.user(call.tenant().id(), user);
        return commands.send(
                call, changed.toCommand(userId), Outcome.shown("user", userId, "User updated successfully"));
    }

    @DeleteMapping("/{user}")
    Written delete(Call call, @PathVariable String user) {
        var userId = lookups.user(call.tenant().id(), user);
        return commands.send(call, new DeleteUser(userId), Outcome.done("User deleted successfully"));
    }

    /** What an erasure is confirmed with; without one, the answer has one. */
    record ConfirmedErasure(@Nullable @Name String confirmation) {}

    @PostMapping("/{user}/erase")
    Written erase(
            Call call, @PathVariable String user, @RequestBody(required = false) @Nullable ConfirmedErasure given) {
        var userId = lookups.user(call.tenant().id(), user);
        var act = "erase " + userId;
        boolean erasable = commands.ask(call, new IsErasable(userId), Boolean.class);
        if (given != null && given.confirmation() != null) {
            confirmations.require(call, act, given.confirmation());
        } else if (erasable) {
            return confirmations.ask(
                    call, act, "Nothing is erased yet. Send the confirmation to erase the user for good");
        }
        return commands.send(call, new EraseUser(userId), Outcome.done("User erased successfully"));
    }

    @PostMapping("/{user}/block")
    Written block(Call call, @PathVariable String user) {
        var userId = lookups.user(call.tenant().id(), user);
        return commands.send(call, new BlockUser(userId), Outcome.shown("user", userId, "User blocked successfully"));
    }

    @PostMapping("/{user}/unblock")
    Written unblock(Call call, @PathVariable String user) {
        var userId = lookups.user(call.tenant().id(), user);
        return commands.send(
                call, new UnblockUser(userId), Outcome.shown("user", userId, "User unblocked successfully"));
    }

    @PostMapping("/{user}/mark-verified")
    Written markVerified(Call call, @PathVariable String user) {
        var userId = lookups.user(call.tenant().id(), user);
        return commands.send(
                call, new VerifyEmail(userId), Outcome.shown("user", userId, "User marked as verified successfully"));
    }

    /** A new password. */
    record NewPassword(@NotNull String password) {
        @Override
        public String toString() {
            return "NewPassword[***]";
        }
    }

    @RequestMapping(
            path = "/{user}/password",
            method = {RequestMethod.PUT, RequestMethod.POST})
    Written setPassword(Call call, @PathVariable String user, @Valid @RequestBody NewPassword given) {
        var tenant = call.tenant();
        var userId = lookups.user(tenant.id(), user);
        var hash = passwords.hash(new Secret(given.password()), tenant.passwordPolicy());
        return commands.send(call, new SetPassword(userId, hash), Outcome.done("Password updated successfully"));
    }

    @PutMapping("/{user}/attributes")
    Written changeAttributes(
            Call call, @PathVariable String user, @RequestBody Map<String, @Nullable Object> attributes) {
        Attributes.check(attributes);
        var userId = lookups.user(call.tenant().id(), user);
        return commands.send(
                call,
                new ChangeAttributes(userId, attributes),
                Outcome.shown("user-attributes", userId, "User attributes updated successfully"));
    }
}
