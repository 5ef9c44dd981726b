package io.fasti.events;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stored name ⇄ record, walked from the sealed tree: there is nothing to register. */
public final class EventCatalogue {
    /**
     * One event: its stored name, its revision, the stream it belongs to and the record that holds it.
     *
     * @param ends whether it is the last of its aggregate
     */
    public record Entry(String name, int revision, String stream, Class<? extends IdentityEvent> type, boolean ends) {}

    private static final List<Entry> ENTRIES = List.of(IdentityEvent.class.getPermittedSubclasses()).stream()
            .flatMap(stream -> List.of(stream.getPermittedSubclasses()).stream().map(type -> entry(stream, type)))
            .sorted(Comparator.comparing(Entry::name))
            .toList();
    private static final Map<String, Entry> BY_NAME =
            ENTRIES.stream().collect(Collectors.toUnmodifiableMap(Entry::name, Function.identity()));
    private static final Map<Class<?>, Entry> BY_TYPE =
            ENTRIES.stream().collect(Collectors.toUnmodifiableMap(Entry::type, Function.identity()));

    private EventCatalogue() {}

    /** All events, by name. */
    public static Collection<Entry> entries() {
        return ENTRIES;
    }

    /** The entry of a stored name, or null when this release does not know it. */
    public static @Nullable Entry named(String name) {
        return BY_NAME.get(name);
    }

    /** Whether an event of this stored name is an {@link Erasure}. */
    public static boolean erases(String name) {
        var entry = named(name);
        return entry != null && Erasure.class.isAssignableFrom(entry.type());
    }

    /** @throws IllegalArgumentException when the type is not an event */
    public static Entry of(Class<?> type) {
        var entry = BY_TYPE.get(type);
        if (entry == null) {
            throw new IllegalArgumentException(type + " is not an event of the catalogue");
        }
        return entry;
    }

    private static Entry entry(Class<?> stream, Class<?> type) {
        var event = type.getAnnotation(EventType.class);
        var family = stream.getAnnotation(Stream.class);
        if (event == null || family == null) {
            throw new IllegalStateException(type + " needs @EventType, and " + stream + " needs @Stream");
        }
        return new Entry(
                event.value(),
                event.revision(),
                family.value(),
                type.asSubclass(IdentityEvent.class),
                type.isAnnotationPresent(EndsStream.class));
    }
}
