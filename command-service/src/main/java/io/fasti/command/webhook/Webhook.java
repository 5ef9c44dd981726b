package io.fasti.command.webhook;

import io.fasti.command.webhook.WebhookCommand.ChangeWebhook;
import io.fasti.command.webhook.WebhookCommand.CreateWebhook;
import io.fasti.command.webhook.WebhookCommand.DeleteWebhook;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.Change;
import io.fasti.events.WebhookEvent;
import io.fasti.events.WebhookEvent.WebhookCreated;
import io.fasti.events.WebhookEvent.WebhookDeleted;
import io.fasti.events.WebhookEvent.WebhookDescribed;
import io.fasti.events.WebhookEvent.WebhookDisabled;
import io.fasti.events.WebhookEvent.WebhookEnabled;
import io.fasti.events.WebhookEvent.WebhookEventsChanged;
import io.fasti.events.WebhookEvent.WebhookUrlChanged;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of a webhook: no framework, no clock, no I/O. */
sealed interface Webhook {
    record Absent() implements Webhook {}

    record Live(String url, List<String> events, @Nullable String description, boolean active) implements Webhook {}

    record Deleted() implements Webhook {}

    static List<WebhookEvent> decide(WebhookCommand command, Webhook webhook) {
        return switch (command) {
            case CreateWebhook c -> create(c, webhook);
            case ChangeWebhook c -> change(c, live(c, webhook));
            case DeleteWebhook c -> delete(c, webhook);
        };
    }

    static Webhook evolve(Webhook webhook, WebhookEvent event) {
        return switch (event) {
            case WebhookCreated e -> new Live(e.url(), e.events(), e.description(), e.active());
            case WebhookUrlChanged e -> {
                var live = known(webhook);
                yield new Live(e.url(), live.events(), live.description(), live.active());
            }
            case WebhookEventsChanged e -> {
                var live = known(webhook);
                yield new Live(live.url(), e.events(), live.description(), live.active());
            }
            case WebhookDescribed e -> {
                var live = known(webhook);
                yield new Live(live.url(), live.events(), e.description(), live.active());
            }
            case WebhookEnabled _ -> switched(known(webhook), true);
            case WebhookDisabled _ -> switched(known(webhook), false);
            case WebhookDeleted _ -> new Deleted();
        };
    }

    private static List<WebhookEvent> create(CreateWebhook c, Webhook webhook) {
        if (!(webhook instanceof Absent)) {
            throw new Rejection(
                    ErrorCode.CONCURRENT_CHANGE, "webhook_id", c.webhookId().value());
        }
        return List.of(new WebhookCreated(
                c.webhookId(), c.url(), c.events(), c.description(), c.secret().value(), c.active()));
    }

    private static List<WebhookEvent> change(ChangeWebhook c, Live webhook) {
        var events = new ArrayList<WebhookEvent>();
        if (Change.between(webhook.url(), c.url()) instanceof Change.Set<String>(var url) && url != null) {
            events.add(new WebhookUrlChanged(c.webhookId(), url));
        }
        if (Change.between(webhook.events(), c.events()) instanceof Change.Set<List<String>>(var names)
                && names != null) {
            events.add(new WebhookEventsChanged(c.webhookId(), names));
        }
        if (Change.between(webhook.description(), c.description()) instanceof Change.Set<String>(var description)) {
            events.add(new WebhookDescribed(c.webhookId(), description));
        }
        if (c.active() instanceof Change.Set<Boolean>(var active) && active != null) {
            events.addAll(switching(c, webhook, active));
        }
        return events;
    }

    /** Enabling is an event even where nothing changes for the rules, see the package. */
    private static List<WebhookEvent> switching(ChangeWebhook c, Live webhook, boolean active) {
        if (active) {
            return List.of(new WebhookEnabled(c.webhookId()));
        }
        return webhook.active() ? List.of(new WebhookDisabled(c.webhookId())) : List.of();
    }

    private static List<WebhookEvent> delete(DeleteWebhook c, Webhook webhook) {
        live(c, webhook);
        return List.of(new WebhookDeleted(c.webhookId()));
    }

    private static Live switched(Live webhook, boolean active) {
        return new Live(webhook.url(), webhook.events(), webhook.description(), active);
    }

    private static Live live(WebhookCommand command, Webhook webhook) {
        if (webhook instanceof Live live) {
            return live;
        }
        throw new Rejection(
                ErrorCode.WEBHOOK_NOT_FOUND, "webhook_id", command.webhookId().value());
    }

    private static Live known(Webhook webhook) {
        if (webhook instanceof Live live) {
            return live;
        }
        throw new IllegalStateException("a webhook's history begins with its creation and ends with its deletion");
    }
}
