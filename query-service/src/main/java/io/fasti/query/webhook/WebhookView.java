package io.fasti.query.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook and how sending to it goes.
 *
 * @param enabled whether it is meant to be sent to
 * @param gone whether its address answered that it is gone, and it was not changed since
 * @param failures attempts that failed since the last that succeeded
 * @param lastAttemptAt null when nothing was sent yet
 * @param lastSuccessAt null when nothing has arrived yet
 */
public record WebhookView(
        String tenantId,
        String id,
        String url,
        List<String> events,
        @Nullable String description,
        boolean enabled,
        boolean gone,
        long failures,
        @Nullable Instant lastAttemptAt,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant pausedUntil,
        long createdPosition,
        long secretPosition,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    private static final String ALL = "*";

    public WebhookView {
        events = List.copyOf(events);
    }

    /** Whether something is sent to it. */
    public boolean active() {
        return enabled && !gone;
    }

    /** The name under which it is told of something that has these names, the most usual first; null when it is not. */
    @Nullable
    String subscribed(List<String> names) {
        for (var name : names) {
            if (events.contains(name)) {
                return name;
            }
        }
        return events.contains(ALL) && !names.isEmpty() ? names.getFirst() : null;
    }
}
