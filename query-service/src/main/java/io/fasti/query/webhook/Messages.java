package io.fasti.query.webhook;

import io.fasti.eventstore.EventJson;
import io.fasti.eventstore.EventLog;
import io.fasti.query.stream.EventIds;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is sent. It is made of the event anew for every attempt, so an erased person is not in it any more. */
@Component
class Messages {
    /** @param id the same for every attempt */
    record Message(String id, byte[] body) {}

    private final EventLog events;
    private final Announcer announcer;

    Messages(EventLog events, Announcer announcer) {
        this.events = events;
        this.announcer = announcer;
    }

    /** Empty when the store has no such event, or this release does not know it. */
    Optional<Message> of(Delivery delivery) {
        var stored = events.after(delivery.position() - 1, 1);
        if (stored.isEmpty() || stored.getFirst().position() != delivery.position()) {
            return Optional.empty();
        }
        var event = events.open(stored).getFirst();
        return Optional.of(message(
                delivery.eventId(),
                delivery.eventName(),
                event.occurredAt().toString(),
                delivery.tenantId(),
                announcer.data(event.event())));
    }

    /** Something to try a webhook with. */
    Message test(WebhookView webhook, String name, Clock clock) {
        var now = clock.instant();
        var about = new LinkedHashMap<String, @Nullable Object>();
        about.put("webhook", Map.of("id", webhook.id(), "url", webhook.url()));
        about.put("message", "This is a test.");
        return message(EventIds.fresh("evt_", now), name, now.toString(), webhook.tenantId(), about);
    }

    private static Message message(
            String id, String name, String timestamp, String tenantId, Map<String, @Nullable Object> data) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", id);
        body.put("type", name);
        body.put("timestamp", timestamp);
        body.put("tenant", tenantId);
        body.put("data", data);
        return new Message(id, EventJson.mapper().writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
    }
}
