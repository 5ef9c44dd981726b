package io.fasti.torture;

import io.fasti.torture.Deed.Attempt;
import io.fasti.torture.Deed.Told;
import io.fasti.torture.Watcher.Sighting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who asks for what is so already is told that it is done, and no event tells of it. It must have been so at some moment
 * between the question and the answer: a process that answers from what it remembers is found out here.
 */
final class TruthCheck implements Check {
    /** From when on something held or not; events are committed some time after they say that they were recorded. */
    private record Turn(long position, long recordedAt, boolean holds) {}

    private final Ledger ledger;
    private final List<Sighting> sightings;
    private final Report report;
    private final Map<String, List<Turn>> turns = new HashMap<>();
    private final Map<String, Set<String>> held = new HashMap<>();
    private final Set<String> withEvents = new HashSet<>();
    private final Set<String> erased = new HashSet<>();

    TruthCheck(Ledger ledger, List<Sighting> sightings, Report report) {
        this.ledger = ledger;
        this.sightings = sightings;
        this.report = report;
    }

    @Override
    public void take(Event event) {
        withEvents.add(event.origin().path("requestId").asString(""));
        var user = event.aggregateId();
        switch (event.type()) {
            case "user.created" -> {
                held.put(user, new HashSet<>());
                turn(event, "email " + event.text("email"), true);
            }
            case "user.email_changed" -> {
                turn(event, "email " + event.text("from"), false);
                turn(event, "email " + event.text("email"), true);
            }
            case "user.blocked" -> turn(event, "blocked", true);
            case "user.unblocked" -> turn(event, "blocked", false);
            case "user.roles_assigned" ->
                event.body().path("roles").forEach(role -> turn(event, role.asString(), true));
            case "user.roles_revoked" ->
                event.body().path("roles").forEach(role -> turn(event, role.asString(), false));
            case "user.erased" -> erased.add(user);
            case "user.deleted" ->
                List.copyOf(held.getOrDefault(user, Set.of())).forEach(fact -> turn(event, fact, false));
            default -> {}
        }
    }

    private void turn(Event event, String fact, boolean holds) {
        turns.computeIfAbsent(event.aggregateId() + " " + fact, _ -> new ArrayList<>())
                .add(new Turn(event.position(), event.recordedAt().toEpochMilli(), holds));
        var facts = held.computeIfAbsent(event.aggregateId(), _ -> new HashSet<>());
        if (holds) {
            facts.add(fact);
        } else {
            facts.remove(fact);
        }
    }

    @Override
    public void finish() {
        for (var deed : ledger.deeds()) {
            if (deed.claim == null || deed.claim.equals(Deed.Claim.PERHAPS) || isForgotten(deed.claim)) {
                continue;
            }
            for (var attempt : deed.attempts()) {
                if (attempt.told == Told.DONE && !attempt.replayed && !withEvents.contains(attempt.id)) {
                    look(attempt, deed.claim);
                }
            }
        }
    }

    /** Which e-mails the erased had, nobody can say. */
    private boolean isForgotten(Deed.Claim claim) {
        return erased.contains(claim.aggregateId()) && claim.fact().startsWith("email ");
    }

    private void look(Attempt attempt, Deed.Claim claim) {
        report.looked(Promise.NOTHING_TO_DO, 1);
        var history = turns.getOrDefault(claim.aggregateId() + " " + claim.fact(), List.of());
        long began = attempt.began.toEpochMilli();
        long ended = attempt.ended.toEpochMilli();
        // Before the first turn it did not hold.
        if (!claim.holds() && (history.isEmpty() || began <= seen(history.getFirst()))) {
            return;
        }
        for (int i = 0; i < history.size(); i++) {
            var turn = history.get(i);
            var next = i + 1 < history.size() ? history.get(i + 1) : null;
            if (turn.holds() == claim.holds() && turn.recordedAt() <= ended && (next == null || began <= seen(next))) {
                return;
            }
        }
        report.broken(
                Promise.NOTHING_TO_DO,
                "%s between %s and %s, but %s %s %s then"
                        .formatted(
                                attempt,
                                attempt.began,
                                attempt.ended,
                                claim.aggregateId(),
                                claim.holds() ? "had not" : "had",
                                claim.fact()));
    }

    /** When it was certainly committed: when the tailing reader saw it. */
    private long seen(Turn turn) {
        int low = 0;
        int high = sightings.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            var sighting = sightings.get(middle);
            if (sighting.position() == turn.position()) {
                return sighting.at();
            }
            if (sighting.position() < turn.position()) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Long.MAX_VALUE;
    }
}
