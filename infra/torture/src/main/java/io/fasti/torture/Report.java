package io.fasti.torture;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was looked at, and what was found to be wrong. */
final class Report {
    private static final int SHOWN = 10;

    private final Map<Promise, Long> looked = new EnumMap<>(Promise.class);
    private final Map<Promise, List<String>> findings = new EnumMap<>(Promise.class);
    private final Map<String, Long> happened = new TreeMap<>();

    /** So many things were looked at for this promise. */
    synchronized void looked(Promise promise, long count) {
        looked.merge(promise, count, Long::sum);
    }

    /** The promise was broken. */
    synchronized void broken(Promise promise, String how) {
        findings.computeIfAbsent(promise, _ -> new ArrayList<>()).add(how);
    }

    /** Something happened that is neither good nor bad, but worth a count. */
    synchronized void happened(String what) {
        happened(what, 1);
    }

    synchronized void happened(String what, long times) {
        happened.merge(what, times, Long::sum);
    }

    /** Each broken promise with how it was broken. */
    synchronized List<String> findings() {
        return findings.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(how -> entry.getKey() + ": " + how))
                .toList();
    }

    synchronized long count(String what) {
        return happened.getOrDefault(what, 0L);
    }

    synchronized String text() {
        var text = new StringBuilder("What happened\n");
        happened.forEach((what, count) -> text.append("  %,10d  %s%n".formatted(count, what)));
        text.append("What was promised\n");
        for (var promise : Promise.values()) {
            var broken = findings.getOrDefault(promise, List.of());
            var verdict = broken.isEmpty() ? "held" : "BROKEN " + broken.size() + " times";
            text.append("  %,10d  %-76s %s%n".formatted(looked.getOrDefault(promise, 0L), promise, verdict));
            broken.stream().limit(SHOWN).forEach(how -> text.append("                - ")
                    .append(how)
                    .append('\n'));
        }
        return text.toString();
    }
}
