package io.fasti.eventstore;

import io.fasti.events.IdentityEvent;
import io.fasti.eventstore.EventLog.Stored;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a stream, from its first event to its last, leaves nothing in any read model: no row of its own, and counters of
 * others where they were. Only then can it be missing when one is made anew.
 */
public final class LeavesNothing {
    private static final Logger LOG = LoggerFactory.getLogger(LeavesNothing.class);

    private final Opener opener;
    private final List<ReadModel<?>> models;

    LeavesNothing(Opener opener, List<ReadModel<?>> models) {
        this.opener = opener;
        this.models = List.copyOf(models);
    }

    /** Whether this process has read models at all; without any it cannot tell, and must not be asked about a stream. */
    public boolean canTell() {
        return !models.isEmpty();
    }

    /**
     * Whether nothing is left of the stream, whose events are all given, in their order; counters at zero are nothing. A
     * stream with an event that cannot be read or folded, for whatever reason, counts as one that leaves something.
     */
    public boolean of(List<Stored> stream) {
        var opened = opener.openEach(stream);
        var fold = new Fold();
        try {
            for (var recorded : opened) {
                if (recorded == null) {
                    return false;
                }
                models.forEach(model -> fold.apply(projected(model, recorded)));
            }
        } catch (RuntimeException e) {
            LOG.warn("The stream {} stays: {}", stream.getFirst().aggregateId(), e.toString());
            return false;
        }
        return models.stream().flatMap(model -> model.tables().stream()).allMatch(table -> fold.rows(table).stream()
                .allMatch(row -> isCounterAtZero(table, row)));
    }

    private static List<RowOperation> projected(ReadModel<?> model, Recorded<IdentityEvent> recorded) {
        return model.events().isInstance(recorded.event()) ? Directories.project(model, recorded) : List.of();
    }

    private static boolean isCounterAtZero(Table table, Row row) {
        var values = table.all().subList(table.key().size(), table.all().size());
        return !values.isEmpty()
                && values.stream()
                        .allMatch(column -> row.get(column.name()) instanceof Number number && number.longValue() == 0);
    }
}
