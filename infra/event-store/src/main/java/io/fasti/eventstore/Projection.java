package io.fasti.eventstore;

import io.fasti.events.IdentityEvent;
import java.util.List;

/**
 * A pure function from events to rows. No clock, no reading, no state: the same events always give the same rows.
 *
 * @param <E> the streams it listens to: one sealed interface such as {@code RoleEvent}, or {@link IdentityEvent} for all
 */
public sealed interface Projection<E extends IdentityEvent> permits Directory, ReadModel {
    /** Which events it is given. */
    Class<E> events();

    /** The tables it writes, and nobody else does. */
    List<Table> tables();

    List<RowOperation> project(Recorded<? extends E> recorded);
}
