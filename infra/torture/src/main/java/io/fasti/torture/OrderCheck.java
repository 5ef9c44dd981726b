package io.fasti.torture;

import io.fasti.torture.Watcher.Sighting;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sequences, positions and time, and what the tailing reader saw of them while they were made. */
final class OrderCheck implements Check {
    private final Report report;
    private final List<Sighting> sightings;
    private final Map<String, Long> sequences = new HashMap<>();
    private int next;
    private Instant last = Instant.MIN;

    OrderCheck(List<Sighting> sightings, Report report) {
        this.sightings = sightings;
        this.report = report;
    }

    @Override
    public void take(Event event) {
        long before = sequences.getOrDefault(event.aggregateId(), -1L);
        sequences.put(event.aggregateId(), event.sequence());
        report.looked(Promise.SEQUENCES, 1);
        if (event.sequence() != before + 1) {
            report.broken(
                    Promise.SEQUENCES,
                    "%s has %d after %d, at position %d"
                            .formatted(event.aggregateId(), event.sequence(), before, event.position()));
        }
        report.looked(Promise.TIME, 1);
        if (event.recordedAt().isBefore(last)) {
            report.broken(
                    Promise.TIME,
                    "position %d is of %s, after %s".formatted(event.position(), event.recordedAt(), last));
        }
        last = event.recordedAt();
        watched(event.position());
    }

    /** What it saw must be what is there, in the same order: nothing missed, nothing twice. */
    private void watched(long position) {
        report.looked(Promise.TAIL, 1);
        while (next < sightings.size() && sightings.get(next).position() < position) {
            report.broken(Promise.TAIL, "position " + sightings.get(next).position() + " was seen, and is not there");
            next++;
        }
        if (next < sightings.size() && sightings.get(next).position() == position) {
            next++;
        } else {
            report.broken(Promise.TAIL, "position " + position + " was never seen");
        }
    }

    @Override
    public void finish() {
        for (; next < sightings.size(); next++) {
            report.broken(Promise.TAIL, "position " + sightings.get(next).position() + " was seen after the end");
        }
        report.happened("aggregates", sequences.size());
    }
}
