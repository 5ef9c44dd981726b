package io.fasti.eventstore;

import io.fasti.events.IdentityEvent;
import io.fasti.events.TenantId;
import io.fasti.eventstore.EventLog.Stored;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/** Decodes pages of events, with one look-up for all their keys. */
final class EventOpener implements Opener {
    private final EventCodec codec;
    private final OriginCodec origins;

    EventOpener(EventCodec codec, OriginCodec origins) {
        this.codec = codec;
        this.origins = origins;
    }

    @Override
    public List<Recorded<IdentityEvent>> open(List<Stored> stored) {
        codec.loadKeys(stored);
        var opened = new ArrayList<Recorded<IdentityEvent>>(stored.size());
        String lastMetadata = null;
        Origin lastOrigin = null;
        for (var event : stored) {
            try {
                if (lastOrigin == null || !event.metadata().equals(lastMetadata)) {
                    lastMetadata = event.metadata();
                    lastOrigin = origins.decode(event);
                }
                opened.add(new Recorded<>(
                        event.position(),
                        new TenantId(event.tenantId()),
                        event.aggregateId(),
                        event.sequence(),
                        event.occurredAt(),
                        codec.decode(event),
                        lastOrigin));
            } catch (JacksonException | IllegalStateException e) {
                throw new IllegalArgumentException(
                        event.eventType() + " at position " + event.position() + " cannot be read", e);
            }
        }
        return opened;
    }
}
