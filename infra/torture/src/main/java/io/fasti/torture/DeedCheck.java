package io.fasti.torture;

import io.fasti.torture.Deed.Attempt;
import io.fasti.torture.Deed.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the writers were told against what is in the store. Events carry the id of the request that made them. */
final class DeedCheck implements Check {
    private final Ledger ledger;
    private final Report report;
    private final Map<Attempt, List<Event>> landed = new HashMap<>();

    DeedCheck(Ledger ledger, Report report) {
        this.ledger = ledger;
        this.report = report;
    }

    @Override
    public void take(Event event) {
        report.looked(Promise.NOBODYS, 1);
        var attempt = ledger.attempt(event.origin().path("requestId").asString(""));
        if (attempt != null) {
            landed.computeIfAbsent(attempt, _ -> new ArrayList<>(1)).add(event);
        } else if (!event.origin().path("actorType").asString().equals("system")) {
            report.broken(Promise.NOBODYS, "position " + event.position() + " is of " + event.origin());
        }
    }

    @Override
    public void finish() {
        ledger.deeds().forEach(this::look);
    }

    private void look(Deed deed) {
        var attempts = deed.attempts();
        var there = attempts.stream().filter(landed::containsKey).toList();
        var promise = deed.wasDone() ? Promise.DONE : deed.wasRefused() ? Promise.REFUSED : Promise.UNKNOWN;
        report.looked(promise, 1);
        if (there.size() > 1) {
            report.broken(promise, "it happened " + there.size() + " times: " + there);
        }
        if (there.isEmpty() && deed.wasDone() && deed.claim == null) {
            report.broken(promise, "nothing is there of " + attempts);
        }
        for (var attempt : there) {
            var events = landed.getOrDefault(attempt, List.of());
            if (attempt.told == Told.REFUSED) {
                report.broken(
                        Promise.REFUSED,
                        attempt + " is there, at position " + events.getFirst().position());
            }
            look(attempt, events, promise);
        }
    }

    private void look(Attempt attempt, List<Event> events, Promise promise) {
        var deed = attempt.deed;
        var first = events.getFirst();
        var types = events.stream().map(Event::type).toList();
        if (!types.equals(deed.events)) {
            report.broken(promise, attempt + " became " + types + " at position " + first.position());
        }
        deed.values.forEach((field, value) -> {
            if (!first.closed() && !at(first.body(), field).asString("").equals(value)) {
                report.broken(
                        promise, "%s asked for %s = %s, and became %s".formatted(attempt, field, value, first.body()));
            }
        });
        if (attempt.told != Told.DONE || attempt.replayed) {
            return;
        }
        if (attempt.position != events.getLast().position()) {
            report.broken(
                    promise,
                    "%s was told position %d, and is at %d"
                            .formatted(
                                    attempt, attempt.position, events.getLast().position()));
        }
        if (attempt.aggregateId != null && !attempt.aggregateId.equals(first.aggregateId())) {
            report.broken(
                    promise, attempt + " was told " + attempt.aggregateId + ", and became " + first.aggregateId());
        }
        if (deed.ifMatch != null && first.sequence() != deed.ifMatch + 1) {
            report.broken(
                    promise,
                    "%s was for version %d, and came after %d".formatted(attempt, deed.ifMatch, first.sequence() - 1));
        }
    }

    private static JsonNode at(JsonNode body, String path) {
        var node = body;
        for (var name : path.split("\\.", -1)) {
            node = node.path(name);
        }
        return node;
    }
}
