package io.fasti.command.sweep;

import io.fasti.command.sweep.Leftovers.Deleted;
import java.util.List;

/** One automation: what is done when something was deleted. */
interface Sweep {
    /** What was deleted, by the name that its tables have: {@code role}. */
    String thing();

    /** The next commands that take it from those who hold it, at most {@code limit}; none when nobody does. */
    List<?> next(Deleted deleted, int limit);

    /** How its events say who acted. */
    default String operation() {
        return getClass().getSimpleName();
    }
}
