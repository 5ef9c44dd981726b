package io.fasti.command;

import io.fasti.events.Identifier;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** Lists of ids as rules keep them: sorted, each once. */
public final class Ids {
    private Ids() {}

    public static <I extends Identifier> List<I> sorted(Collection<I> ids) {
        return sorted(ids.stream());
    }

    public static <I extends Identifier> List<I> with(Collection<I> ids, Collection<I> others) {
        return sorted(Stream.concat(ids.stream(), others.stream()));
    }

    public static <I extends Identifier> List<I> without(Collection<I> ids, Collection<I> others) {
        var unwanted = new HashSet<>(others);
        return sorted(ids.stream().filter(id -> !unwanted.contains(id)));
    }

    public static <I extends Identifier> List<I> common(Collection<I> ids, Collection<I> others) {
        var wanted = new HashSet<>(others);
        return sorted(ids.stream().filter(wanted::contains));
    }

    private static <I extends Identifier> List<I> sorted(Stream<I> ids) {
        return ids.distinct().sorted(Comparator.comparing(Identifier::value)).toList();
    }
}
