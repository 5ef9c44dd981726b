package io.fasti.command.webhook;

import io.fasti.command.password.Secret;
import io.fasti.events.Change;
import io.fasti.events.WebhookId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a webhook. */
public sealed interface WebhookCommand {
    WebhookId webhookId();

    /** {@code events} are names that subscribers know, or {@code *} for all. */
    record CreateWebhook(
            @TargetAggregateIdentifier WebhookId webhookId,
            String url,
            List<String> events,
            @Nullable String description,
            Secret secret,
            boolean active)
            implements WebhookCommand {
        public CreateWebhook {
            events = List.copyOf(events);
        }
    }

    /** Changes what is said, keeps the rest. Only the description can be cleared. */
    record ChangeWebhook(
            @TargetAggregateIdentifier WebhookId webhookId,
            Change<String> url,
            Change<List<String>> events,
            Change<String> description,
            Change<Boolean> active)
            implements WebhookCommand {}

    record DeleteWebhook(@TargetAggregateIdentifier WebhookId webhookId) implements WebhookCommand {}
}
