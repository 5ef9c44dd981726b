package io.fasti.query.webhook;

import io.fasti.events.IdentityEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a dialect tells subscribers of what happened. */
public interface Announcer {
    /** What subscribers call it, the most usual name first; empty when they are not told of it. */
    List<String> names(String eventType);

    /** What they are told: as little as makes sense, and no secret. */
    Map<String, @Nullable Object> data(IdentityEvent event);
}
