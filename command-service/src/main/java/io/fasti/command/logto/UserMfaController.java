package io.fasti.command.logto;

import io.fasti.command.mfa.BackupCodes;
import io.fasti.command.mfa.TotpSecret;
import io.fasti.command.password.Secret;
import io.fasti.command.platform.Commands;
import io.fasti.command.user.UserCommand.AddBackupCodes;
import io.fasti.command.user.UserCommand.AddTotp;
import io.fasti.command.user.UserCommand.NameOf;
import io.fasti.command.user.UserCommand.RemoveMfa;
import io.fasti.events.Change;
import io.fasti.events.MfaId;
import io.fasti.events.UserId;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.Written;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The second factors of a user; what is secret of them is shown only when they are made. */
@RestController
@RequestMapping("/api/users/{user}/mfa-verifications")
@Requires(Area.USERS)
class UserMfaController {
    private static final String NAMELESS = "Unnamed User";

    private final Commands commands;

    UserMfaController(Commands commands) {
        this.commands = commands;
    }

    /** The kinds that can be made for somebody else. */
    enum Type {
        Totp,
        BackupCode
    }

    /** A factor; what is not given is made up. */
    record NewFactor(@NotNull Type type, Change<@NotNull String> secret, Change<@NotNull List<@NotNull String>> codes) {
        @Override
        public String toString() {
            return "NewFactor[type=" + type + "]";
        }
    }

    @PostMapping
    Written create(
            Call call, HttpServletRequest request, @PathVariable String user, @Valid @RequestBody NewFactor factor) {
        var userId = Given.user(user);
        return switch (factor.type()) {
            case Totp -> totp(call, request.getServerName(), userId, factor.secret());
            case BackupCode -> backupCodes(call, userId, factor.codes());
        };
    }

    private Written totp(Call call, String issuer, UserId userId, Change<String> given) {
        var text = given.over(null);
        var secret = text == null ? TotpSecret.random() : new TotpSecret(text);
        Optional<?> name = commands.ask(call, new NameOf(userId), Optional.class);
        var account = name.map(Object::toString).orElse(NAMELESS);
        return commands.send(
                call,
                new AddTotp(userId, MfaId.random(), new Secret(secret.base32())),
                Outcome.silent(200)
                        .about(userId)
                        .once("type", Type.Totp.name())
                        .once("secret", secret.base32())
                        .once("secretQrCode", secret.picture(issuer, account)));
    }

    private Written backupCodes(Call call, UserId userId, Change<List<String>> given) {
        var texts = given.over(null);
        var codes = texts == null ? BackupCodes.random() : new BackupCodes(texts);
        return commands.send(
                call,
                new AddBackupCodes(userId, MfaId.random(), codes.hashes()),
                Outcome.silent(200)
                        .about(userId)
                        .once("type", Type.BackupCode.name())
                        .once("codes", codes.codes()));
    }

    @DeleteMapping("/{verification}")
    Written delete(Call call, @PathVariable String user, @PathVariable String verification) {
        return commands.send(call, new RemoveMfa(Given.user(user), new MfaId(verification)), Outcome.silent(204));
    }
}
