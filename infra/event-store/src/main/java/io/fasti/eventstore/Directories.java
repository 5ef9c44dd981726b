package io.fasti.eventstore;

import io.fasti.events.Erasure;
import io.fasti.events.IdentityEvent;
import java.util.ArrayList;
import java.util.List;

/** All directories of this process. */
final class Directories {
    private final List<Directory<? extends IdentityEvent>> directories;

    Directories(List<Directory<? extends IdentityEvent>> directories) {
        this.directories = List.copyOf(directories);
    }

    List<RowOperation> project(Recorded<IdentityEvent> recorded) {
        var rows = new ArrayList<RowOperation>();
        for (var directory : directories) {
            if (directory.events().isInstance(recorded.event())) {
                rows.addAll(project(directory, recorded));
                if (recorded.event() instanceof Erasure) {
                    rows.addAll(StaleStatistics.leaving(directory.tables()));
                }
            }
        }
        return rows;
    }

    /** The projection is asked only for events that it listens to. */
    @SuppressWarnings("unchecked")
    static <E extends IdentityEvent> List<RowOperation> project(
            Projection<E> projection, Recorded<? extends IdentityEvent> recorded) {
        return projection.project((Recorded<? extends E>) recorded);
    }
}
