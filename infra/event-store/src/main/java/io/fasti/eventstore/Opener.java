package io.fasti.eventstore;

import io.fasti.events.IdentityEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Makes stored events readable. */
interface Opener {
    /** @see EventLog#open */
    List<Recorded<IdentityEvent>> open(List<EventLog.Stored> events);

    /** The same, with null for each event that cannot be read. */
    default List<@Nullable Recorded<IdentityEvent>> openEach(List<EventLog.Stored> events) {
        try {
            return new ArrayList<>(open(events));
        } catch (IllegalArgumentException e) {
            var each = new ArrayList<@Nullable Recorded<IdentityEvent>>();
            for (var event : events) {
                each.add(openedAlone(event));
            }
            return each;
        }
    }

    private @Nullable Recorded<IdentityEvent> openedAlone(EventLog.Stored event) {
        try {
            return open(List.of(event)).getFirst();
        } catch (IllegalArgumentException e) {
            LoggerFactory.getLogger(Opener.class).error("The event at position {} cannot be read", event.position(), e);
            return null;
        }
    }
}
