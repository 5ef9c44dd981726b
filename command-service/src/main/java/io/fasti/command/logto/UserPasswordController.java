package io.fasti.command.logto;

import io.fasti.command.password.Passwords;
import io.fasti.command.password.Secret;
import io.fasti.command.platform.Commands;
import io.fasti.command.user.UserCommand.PasswordOf;
import io.fasti.command.user.UserCommand.SetPassword;
import io.fasti.command.user.UserCommand.UpgradePassword;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.Written;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The password of a user. */
@RestController
@RequestMapping("/api/users/{user}/password")
@Requires(Area.USERS)
class UserPasswordController {
    private final Commands commands;
    private final Passwords passwords;

    UserPasswordController(Commands commands, Passwords passwords) {
        this.commands = commands;
        this.passwords = passwords;
    }

    /** A password in clear. */
    record Password(
            @NotNull @Size(min = 1, message = "must not be empty")
            String password) {
        @Override
        public String toString() {
            return "Password[***]";
        }
    }

    @PatchMapping
    Written set(Call call, @PathVariable String user, @Valid @RequestBody Password given) {
        var userId = Given.user(user);
        var hash = passwords.hash(new Secret(given.password()));
        return commands.send(call, new SetPassword(userId, hash), Outcome.shown("user", userId, ""));
    }

    /** A right password is an opportunity to replace a digest that was brought along. */
    @PostMapping("/verify")
    Written verify(Call call, @PathVariable String user, @Valid @RequestBody Password given) {
        var userId = Given.user(user);
        var password = new Secret(given.password());
        Optional<?> digest = commands.ask(call, new PasswordOf(userId), Optional.class);
        var stored = (Secret) digest.orElse(null);
        if (!passwords.matches(password, stored) || stored == null) {
            throw new Rejection(ErrorCode.PASSWORD_WRONG);
        }
        var right = Outcome.silent(204);
        return Passwords.outdated(stored)
                ? commands.send(call, new UpgradePassword(userId, stored, passwords.hash(password)), right)
                : new Written(right, 0, -1, false);
    }
}
