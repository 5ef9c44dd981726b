package io.fasti.torture;

import io.fasti.torture.Deed.Attempt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** All deeds of all writers, and the attempts by the id that their events carry. */
final class Ledger {
    private final Collection<Deed> deeds = new ConcurrentLinkedQueue<>();
    private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();

    void enter(Deed deed) {
        deeds.add(deed);
    }

    Attempt attempt(Deed deed) {
        var attempt = deed.attempt();
        attempts.put(attempt.id, attempt);
        return attempt;
    }

    List<Deed> deeds() {
        return new ArrayList<>(deeds);
    }

    @Nullable
    Attempt attempt(String id) {
        return attempts.get(id);
    }
}
