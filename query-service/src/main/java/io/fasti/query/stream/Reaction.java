package io.fasti.query.stream;

import io.fasti.eventstore.EventLog.Stored;
import java.util.List;

/**
 * Something that happens because of events: a consumer group of the stream. Every bean of this type takes part.
 *
 * <p>It is given every event at least once, those of one aggregate in their order. What it does must therefore be the same
 * when it is given an event again.
 */
public interface Reaction {
    /** Stable name, the end of the consumer group's: {@code audit}. */
    String name();

    /**
     * Reacts to all of these or, by throwing, to none of them: then they are given again, one by one if need be.
     *
     * @throws NotYet when it has to wait for something else
     */
    void react(List<Stored> events);

    /** It is too early to react; the same events come again soon. */
    final class NotYet extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotYet(String message) {
            super(message, null, false, false);
        }
    }
}
