package io.fasti.query.lumo;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.TenantId;
import io.fasti.http.Call;
import io.fasti.http.Found;
import io.fasti.http.Listed;
import io.fasti.http.Moment;
import io.fasti.http.Paging;
import io.fasti.http.Sort;
import io.fasti.http.SortedBy;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import io.fasti.http.lumo.WebhookNames;
import io.fasti.http.readback.Shown;
import io.fasti.query.past.PresentOnly;
import io.fasti.query.past.TimeTravel;
import io.fasti.query.webhook.Sender;
import io.fasti.query.webhook.WebhookQueries;
import io.fasti.query.webhook.WebhookView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks as they are, what they can be subscribed to, and whether one works. */
@RestController
@RequestMapping("/api/v1/admin/webhooks")
@Requires(Area.WEBHOOKS)
class WebhookController implements Shown {
    private final WebhookQueries webhooks;
    private final Sender sender;
    private final TimeTravel past;

    WebhookController(WebhookQueries webhooks, Sender sender, TimeTravel past) {
        this.webhooks = webhooks;
        this.sender = sender;
        this.past = past;
    }

    @GetMapping
    Listed list(
            Call call,
            @RequestParam(required = false) @Nullable Boolean isActive,
            @RequestParam(required = false) @Nullable String event,
            @SortedBy({"createdAt", "isActive"}) Sort sort,
            Paging paging) {
        var page = webhooks.find(call.tenant().id(), new WebhookQueries.Filter(isActive, event), sort, paging);
        var rows = page.rows().stream().map(Webhook::of).toList();
        return new Listed(rows, page.total(), paging, "Webhooks retrieved successfully", "webhooks");
    }

    @GetMapping("/events")
    Found events() {
        return new Found(WebhookNames.descriptions(), 0, "Webhook events retrieved successfully");
    }

    @GetMapping("/{webhookId}")
    Found get(Call call, @PathVariable String webhookId, Moment moment) {
        return past.at(call.tenant().id(), moment, this, webhookId, named -> found(view(call, named)));
    }

    @GetMapping("/{webhookId}/history")
    Listed history(Call call, @PathVariable String webhookId, Paging paging) {
        return past.history(call.tenant().id(), this, webhookId, paging, missing(webhookId));
    }

    /** Changes nothing, but sends something; therefore it is a POST, answered here. */
    @PostMapping("/{webhookId}/test")
    ResponseEntity<Tested> test(Call call, @PathVariable String webhookId) {
        var attempt = sender.test(view(call, webhookId), WebhookNames.TEST);
        var message = attempt.error() == null
                ? "Test webhook sent successfully"
                : "The test webhook failed: " + attempt.error();
        if (attempt.status() == 0) {
            return ResponseEntity.status(HttpStatus.BAD_GATEWAY)
                    .body(new Tested(
                            true,
                            message,
                            HttpStatus.BAD_GATEWAY.value(),
                            "webhook_unreachable",
                            Map.of(),
                            false,
                            null,
                            null));
        }
        return ResponseEntity.ok(
                new Tested(null, message, null, null, null, attempt.success(), attempt.status(), attempt.body()));
    }

    @Override
    public String dialect() {
        return "lumo";
    }

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public @Nullable Found show(TenantId tenantId, String id) {
        return webhooks.byId(tenantId, id).map(WebhookController::found).orElse(null);
    }

    private WebhookView view(Call call, String webhookId) {
        return webhooks.byId(call.tenant().id(), webhookId).orElseThrow(() -> missing(webhookId));
    }

    private static Rejection missing(String webhookId) {
        return new Rejection(ErrorCode.WEBHOOK_NOT_FOUND, "webhook_id", webhookId);
    }

    private static Found found(WebhookView webhook) {
        return new Found(Webhook.of(webhook), webhook.version(), "Webhook retrieved successfully");
    }

    /** A webhook as LumoAuth shows one. */
    record Webhook(
            String id,
            String url,
            List<String> events,
            @Nullable String description,
            String type,
            boolean isActive,
            @PresentOnly @Nullable String disabledReason,
            @PresentOnly long failureCount,
            @PresentOnly @Nullable Instant lastTriggeredAt,
            @PresentOnly @Nullable Instant lastDeliveredAt,
            Instant createdAt,
            Instant updatedAt) {
        static Webhook of(WebhookView webhook) {
            return new Webhook(
                    webhook.id(),
                    webhook.url(),
                    webhook.events(),
                    webhook.description(),
                    "custom",
                    webhook.active(),
                    webhook.gone() ? "The address answered that it is gone (410)." : null,
                    webhook.failures(),
                    webhook.lastAttemptAt(),
                    webhook.lastSuccessAt(),
                    webhook.createdAt(),
                    webhook.updatedAt());
        }
    }

    /** How a test went; the first five members are those of an error and absent where there was an answer. */
    record Tested(
            @Nullable Boolean error,
            String message,
            @Nullable Integer status,
            @Nullable String code,
            @Nullable Map<String, String> details,
            boolean success,
            @Nullable Integer statusCode,
            @Nullable String response) {}
}
