package io.fasti.command.logto;

import static io.fasti.http.logto.EmptyText.absent;

import io.fasti.command.password.ImportedDigests;
import io.fasti.command.password.Passwords;
import io.fasti.command.password.Secret;
import io.fasti.command.platform.Commands;
import io.fasti.command.platform.Lookups;
import io.fasti.command.user.UserCommand.BlockUser;
import io.fasti.command.user.UserCommand.ChangeUser;
import io.fasti.command.user.UserCommand.CreateUser;
import io.fasti.command.user.UserCommand.DeleteUser;
import io.fasti.command.user.UserCommand.MergeAttributes;
import io.fasti.command.user.UserCommand.UnblockUser;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.Change;
import io.fasti.events.RoleId;
import io.fasti.events.UserId;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.Written;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Users: what identifies them, what is said of them, whether they may sign in. */
@RestController
@RequestMapping("/api/users")
@Requires(Area.USERS)
class UserController {
    private static final String USERNAME = "[A-Z_a-z]\\w*";
    private static final String EMAIL = "\\S+@\\S+\\.\\S+";
    private static final String PHONE = "\\d+";

    private final Commands commands;
    private final Lookups lookups;
    private final Passwords passwords;

    UserController(Commands commands, Lookups lookups, Passwords passwords) {
        this.commands = commands;
        this.lookups = lookups;
        this.passwords = passwords;
    }

    /** By which a password's digest was made elsewhere. */
    enum Algorithm {
        Argon2i,
        Argon2id,
        Argon2d,
        SHA1,
        SHA256,
        MD5,
        Bcrypt,
        Legacy
    }

    /** What a user may have from the beginning, which may be nothing. */
    record NewUser(
            Change<@NotNull @Pattern(regexp = PHONE, message = "must be digits") String> primaryPhone,
            Change<@NotNull @Pattern(regexp = EMAIL, message = "must be an e-mail address") String> primaryEmail,
            Change<@NotNull @Pattern(regexp = USERNAME, message = "must be a username") String> username,
            Change<@NotNull @Size(min = 1, message = "must not be empty") String> password,
            Change<@NotNull @Size(max = 256, message = "must have at most 256 characters") String> passwordDigest,
            Change<@NotNull Algorithm> passwordAlgorithm,
            Change<@NotNull String> name,
            Change<String> avatar,
            Change<@NotNull Map<String, @Nullable Object>> customData,
            Change<@NotNull @Valid WireProfile> profile) {
        CreateUser toCommand(UserId userId, @Nullable Secret passwordHash, List<RoleId> roles) {
            var attributes = customData.over(null);
            return new CreateUser(
                    userId,
                    primaryEmail.over(null),
                    false,
                    username.over(null),
                    Given.phone(primaryPhone.over(null)),
                    WireProfile.of(absent(name.over(null)), absent(avatar.over(null)), profile.over(null)),
                    true,
                    passwordHash,
                    roles,
                    List.of(),
                    attributes == null ? Map.<String, @Nullable Object>of() : attributes);
        }

        @Override
        public String toString() {
            return "NewUser[***]";
        }
    }

    @PostMapping
    Written create(Call call, @Valid @RequestBody NewUser user) {
        check(user.username(), user.primaryEmail(), user.primaryPhone(), user.name(), user.avatar(), user.customData());
        var userId = UserId.random();
        var roles = lookups.rolesOfNewUser(call.tenant().id(), List.of());
        return commands.send(
                call, user.toCommand(userId, passwordHash(user), roles), Outcome.shown("user", userId, ""));
    }

    private @Nullable Secret passwordHash(NewUser user) {
        var password = user.password().over(null);
        var digest = absent(user.passwordDigest().over(null));
        if (digest == null) {
            return password == null ? null : passwords.hash(new Secret(password));
        }
        if (password != null) {
            throw new Rejection(ErrorCode.PASSWORD_AND_DIGEST);
        }
        var algorithm = user.passwordAlgorithm().over(null);
        if (algorithm == null) {
            throw new Rejection(ErrorCode.PASSWORD_ALGORITHM_MISSING);
        }
        return ImportedDigests.kept(algorithm.name(), digest);
    }

    /** What may change of a user; what is absent stays, null and the empty text clear. */
    record ChangedUser(
            Change<@Pattern(regexp = USERNAME + "|", message = "must be a username") String> username,
            Change<@Pattern(regexp = EMAIL + "|", message = "must be an e-mail address") String> primaryEmail,
            Change<@Pattern(regexp = PHONE + "|", message = "must be digits") String> primaryPhone,
            Change<String> name,
            Change<String> avatar,
            Change<@NotNull Map<String, @Nullable Object>> customData,
            Change<@NotNull @Valid WireProfile> profile) {
        boolean isEmpty() {
            return List.of(username, primaryEmail, primaryPhone, name, avatar, customData, profile).stream()
                    .allMatch(Change::isKept);
        }

        ChangeUser toCommand(UserId userId) {
            return new ChangeUser(
                    userId,
                    absent(primaryEmail),
                    Change.keep(),
                    absent(username),
                    primaryPhone.isKept() ? Change.keep() : Change.to(Given.phone(primaryPhone.over(null))),
                    WireProfile.replaced(absent(name), absent(avatar), profile.over(null)),
                    Change.keep(),
                    customData,
                    false);
        }
    }

    @PatchMapping("/{user}")
    Written change(Call call, @PathVariable String user, @Valid @RequestBody ChangedUser changed) {
        var userId = Given.user(user);
        if (changed.isEmpty()) {
            throw new Rejection(ErrorCode.CHANGE_EMPTY);
        }
        check(
                changed.username(),
                changed.primaryEmail(),
                changed.primaryPhone(),
                changed.name(),
                changed.avatar(),
                changed.customData());
        return commands.send(call, changed.toCommand(userId), Outcome.shown("user", userId, ""));
    }

    private static void check(
            Change<String> username,
            Change<String> email,
            Change<String> phone,
            Change<String> name,
            Change<String> avatar,
            Change<Map<String, @Nullable Object>> customData) {
        Given.fits("username", username.over(null));
        Given.fits("primaryEmail", email.over(null));
        Given.fits("primaryPhone", phone.over(null));
        Given.fits("name", name.over(null));
        Given.avatar(avatar.over(null));
        Given.object("customData", customData.over(null));
    }

    @DeleteMapping("/{user}")
    Written delete(Call call, @PathVariable String user) {
        var userId = Given.user(user);
        if (call.caller().id().equals(user)) {
            throw new Rejection(ErrorCode.USER_OWN_DELETION);
        }
        return commands.send(call, new DeleteUser(userId), Outcome.silent(204));
    }

    /** Members that are not named stay; null is a value like others. */
    record MoreCustomData(@NotNull Map<String, @Nullable Object> customData) {}

    @PatchMapping("/{user}/custom-data")
    Written mergeCustomData(Call call, @PathVariable String user, @Valid @RequestBody MoreCustomData more) {
        var userId = Given.user(user);
        Given.object("customData", more.customData());
        return commands.send(
                call, new MergeAttributes(userId, more.customData()), Outcome.shown("user-custom-data", userId, ""));
    }

    /** Members that are not named stay. */
    record MoreProfile(@NotNull @Valid WireProfile profile) {}

    @PatchMapping("/{user}/profile")
    Written mergeProfile(Call call, @PathVariable String user, @Valid @RequestBody MoreProfile more) {
        var userId = Given.user(user);
        return commands.send(
                call, new ChangeUser(userId, more.profile().merged()), Outcome.shown("user-profile", userId, ""));
    }

    /** Whether the user is kept out. */
    record Suspension(@NotNull Boolean isSuspended) {}

    @PatchMapping("/{user}/is-suspended")
    Written suspend(Call call, @PathVariable String user, @Valid @RequestBody Suspension suspension) {
        var userId = Given.user(user);
        return commands.send(
                call,
                suspension.isSuspended() ? new BlockUser(userId) : new UnblockUser(userId),
                Outcome.shown("user", userId, ""));
    }
}
