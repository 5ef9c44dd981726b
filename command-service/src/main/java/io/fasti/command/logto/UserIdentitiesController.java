package io.fasti.command.logto;

import io.fasti.command.platform.Commands;
import io.fasti.command.platform.Lookups;
import io.fasti.command.user.UserCommand.LinkIdentity;
import io.fasti.command.user.UserCommand.UnlinkIdentity;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.Change;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.Written;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whom other services know as this user. */
@RestController
@RequestMapping("/api/users/{user}/identities")
@Requires(Area.USERS)
class UserIdentitiesController {
    private static final int LONGEST_TARGET = 128;

    private final Commands commands;
    private final Lookups lookups;

    UserIdentitiesController(Commands commands, Lookups lookups) {
        this.commands = commands;
        this.lookups = lookups;
    }

    /** Whom the service knows, and what it says of them. */
    record Identity(
            @NotNull @Size(max = 256, message = "must have at most 256 characters")
            String userId,

            Change<@NotNull Map<String, @Nullable Object>> details) {}

    @PutMapping("/{target}")
    Written put(Call call, @PathVariable String target, @PathVariable String user, @Valid @RequestBody Identity given) {
        var userId = Given.user(user);
        if (target.length() > LONGEST_TARGET) {
            throw new Rejection(
                    ErrorCode.INVALID_FIELD, "target", "must have at most " + LONGEST_TARGET + " characters");
        }
        var details = given.details().over(null);
        Given.object("details", details);
        var status = lookups.isLinked(call.tenant().id(), userId, target) ? 200 : 201;
        return commands.send(
                call,
                new LinkIdentity(userId, target, given.userId(), details),
                new Outcome(status, "user-identities", user, "", Map.of()));
    }

    /** What a connector was told by the service. */
    record Linked(@NotNull String connectorId, @NotNull Map<String, @Nullable Object> connectorData) {}

    /** Asks the connector whom the service knows; there is no connector to ask. */
    @PostMapping
    Written link(@PathVariable String user, @Valid @RequestBody Linked linked) {
        throw new Rejection(
                ErrorCode.CONNECTOR_NOT_FOUND,
                "connectorId",
                linked.connectorId() + " is unknown, nothing is linked with " + Given.user(user));
    }

    @DeleteMapping("/{target}")
    Written delete(Call call, @PathVariable String user, @PathVariable String target) {
        var userId = Given.user(user);
        return commands.send(call, new UnlinkIdentity(userId, target), Outcome.shown("user", userId, ""));
    }
}
