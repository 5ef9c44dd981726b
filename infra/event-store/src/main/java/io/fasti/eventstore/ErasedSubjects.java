package io.fasti.eventstore;

import io.fasti.events.EventCatalogue;

/** Lets go of the keys, and of what was opened with them, of persons whom any process has erased. */
final class ErasedSubjects {
    ErasedSubjects(Tail tail, SubjectKeys keys) {
        tail.listen(commits -> {
            for (var heard : commits) {
                if (EventCatalogue.erases(heard.eventType())) {
                    keys.erased(heard.tenantId(), heard.aggregateId());
                }
            }
        });
    }
}
