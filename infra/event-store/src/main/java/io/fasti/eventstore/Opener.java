package io.fasti.eventstore;

import io.fasti.events.IdentityEvent;
import java.util.List;

/** Makes stored events readable. */
interface Opener {
    /** @see EventLog#open */
    List<Recorded<IdentityEvent>> open(List<EventLog.Stored> events);
}
