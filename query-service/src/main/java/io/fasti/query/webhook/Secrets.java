package io.fasti.query.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fasti.events.WebhookEvent.WebhookCreated;
import io.fasti.eventstore.EventLog;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The secrets of webhooks. They are only in the events that told them, so they are sealed wherever they are kept. */
@Component
class Secrets {
    private final EventLog events;
    private final Cache<Long, String> recent = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    Secrets(EventLog events) {
        this.events = events;
    }

    String of(WebhookView webhook) {
        var position = webhook.secretPosition();
        var known = recent.getIfPresent(position);
        if (known != null) {
            return known;
        }
        var secret = read(position);
        recent.put(position, secret);
        return secret;
    }

    private String read(long position) {
        var recorded = events.open(events.after(position - 1, 1)).getFirst();
        if (recorded.position() == position && recorded.event() instanceof WebhookCreated created) {
            return created.secret();
        }
        throw new IllegalStateException("there is no secret at position " + position);
    }
}
