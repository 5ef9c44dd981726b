package io.fasti.command.lumo;

import io.fasti.command.password.Secret;
import io.fasti.command.platform.Commands;
import io.fasti.command.webhook.WebhookCommand.ChangeWebhook;
import io.fasti.command.webhook.WebhookCommand.CreateWebhook;
import io.fasti.command.webhook.WebhookCommand.DeleteWebhook;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.Change;
import io.fasti.events.WebhookId;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.Written;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import io.fasti.http.json.Description;
import io.fasti.http.json.HttpUrl;
import io.fasti.http.lumo.WebhookNames;
import io.fasti.http.outbound.ForbiddenTarget;
import io.fasti.http.outbound.TargetGuard;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Manages webhooks. */
@RestController
@RequestMapping("/api/v1/admin/webhooks")
@Requires(Area.WEBHOOKS)
class WebhookController {
    private static final String PREFIX = "whsec_";
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Commands commands;
    private final TargetGuard guard;

    WebhookController(Commands commands, TargetGuard guard) {
        this.commands = commands;
        this.guard = guard;
    }

    @PostMapping
    Written create(Call call, @Valid @RequestBody NewWebhook body) {
        var command = body.toCommand(reachable(body.url()));
        var outcome = Outcome.created("webhook", command.webhookId(), "Webhook created successfully")
                .once("secret", command.secret().value())
                .once("_note", "Store the secret safely. It is not shown again.");
        return commands.send(call, command, outcome);
    }

    @PatchMapping("/{webhookId}")
    Written patch(Call call, @PathVariable WebhookId webhookId, @Valid @RequestBody ChangedWebhook body) {
        return change(call, webhookId, body);
    }

    @PutMapping("/{webhookId}")
    Written put(Call call, @PathVariable WebhookId webhookId, @Valid @RequestBody ChangedWebhook body) {
        return change(call, webhookId, body);
    }

    @DeleteMapping("/{webhookId}")
    Written delete(Call call, @PathVariable WebhookId webhookId) {
        return commands.send(call, new DeleteWebhook(webhookId), Outcome.done("Webhook deleted successfully"));
    }

    private Written change(Call call, WebhookId webhookId, ChangedWebhook body) {
        body.url().map(this::reachable);
        return commands.send(
                call, body.toCommand(webhookId), Outcome.shown("webhook", webhookId, "Webhook updated successfully"));
    }

    /** Early advice for whoever writes the address; what counts is the check at every delivery. */
    private String reachable(String url) {
        try {
            guard.resolve(guard.check(url).getHost());
        } catch (ForbiddenTarget e) {
            throw new Rejection(ErrorCode.WEBHOOK_TARGET_FORBIDDEN, "url", e.reason());
        } catch (UnknownHostException _) {
            // a name that does not exist yet may be there when something is delivered
            return url;
        }
        return url;
    }

    /** A new secret: 32 random bytes, as Standard Webhooks writes them. */
    private static Secret secret() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** A secret with the prefix must be what Standard Webhooks says; any other is taken as it is. */
    private static Secret given(String secret) {
        if (secret.startsWith(PREFIX)) {
            try {
                var bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
                if (bytes.length < 24 || bytes.length > 64) {
                    throw new Rejection(ErrorCode.INVALID_FIELD, "secret", "must hold 24 to 64 bytes");
                }
            } catch (IllegalArgumentException _) {
                throw new Rejection(ErrorCode.INVALID_FIELD, "secret", "must be base64 after whsec_");
            }
        }
        return new Secret(secret);
    }

    private static List<String> known(List<String> names) {
        for (var name : names) {
            if (!WebhookNames.known(name)) {
                throw new Rejection(ErrorCode.WEBHOOK_EVENT_UNKNOWN, "events", name);
            }
        }
        return names.stream().distinct().toList();
    }

    record NewWebhook(
            @NotNull @HttpUrl String url,
            @NotEmpty List<@NotNull String> events,
            @Nullable @Description String description,

            @Nullable @Pattern(regexp = "custom", message = "must be custom")
            String type,

            @Nullable Boolean isActive,

            @Nullable @Pattern(regexp = "[!-~]{16,256}", message = "must be 16 to 256 visible characters")
            String secret) {
        CreateWebhook toCommand(String reachable) {
            return new CreateWebhook(
                    WebhookId.random(),
                    reachable,
                    known(events),
                    description,
                    secret == null ? WebhookController.secret() : given(secret),
                    isActive == null || isActive);
        }
    }

    record ChangedWebhook(
            Change<@NotNull @HttpUrl String> url,
            Change<@NotEmpty List<@NotNull String>> events,
            Change<@Description String> description,
            Change<@NotNull Boolean> isActive) {
        ChangeWebhook toCommand(WebhookId webhookId) {
            return new ChangeWebhook(webhookId, url, events.map(WebhookController::known), description, isActive);
        }
    }
}
