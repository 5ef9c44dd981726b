package io.fasti.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to a webhook endpoint. */
@Stream("webhook")
public sealed interface WebhookEvent extends IdentityEvent {
    WebhookId webhookId();

    /** {@code events} are event names as subscribers write them, or {@code *} for all. */
    @EventType("webhook.created")
    record WebhookCreated(
            WebhookId webhookId,
            String url,
            List<String> events,
            @Nullable String description,
            @Sealed String secret,
            boolean active)
            implements WebhookEvent {
        public WebhookCreated {
            events = List.copyOf(events);
        }

        @Override
        public String toString() {
            return "WebhookCreated[webhookId=" + webhookId + ", url=" + url + ", events=" + events + ", secret=***]";
        }
    }

    @EventType("webhook.url_changed")
    record WebhookUrlChanged(WebhookId webhookId, String url) implements WebhookEvent {}

    @EventType("webhook.events_changed")
    record WebhookEventsChanged(WebhookId webhookId, List<String> events) implements WebhookEvent {
        public WebhookEventsChanged {
            events = List.copyOf(events);
        }
    }

    @EventType("webhook.described")
    record WebhookDescribed(WebhookId webhookId, @Nullable String description) implements WebhookEvent {}

    @EventType("webhook.enabled")
    record WebhookEnabled(WebhookId webhookId) implements WebhookEvent {}

    @EventType("webhook.disabled")
    record WebhookDisabled(WebhookId webhookId) implements WebhookEvent {}

    @EndsStream
    @EventType("webhook.deleted")
    record WebhookDeleted(WebhookId webhookId) implements WebhookEvent {}
}
