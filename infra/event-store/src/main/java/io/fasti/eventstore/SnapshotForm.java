package io.fasti.eventstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The version of an aggregate's class, as its snapshots carry it: a hash of the class and of all of our own that its state
 * is made of, rules included. So a snapshot is of use to exactly the release that would make the same state of the events,
 * and nobody has to think of counting a version up.
 */
final class SnapshotForm {
    private static final String OURS = "io.fasti.";

    private static final ClassValue<String> VERSIONS = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            var found = new TreeMap<String, Class<?>>();
            collect(type, found);
            return hash(found);
        }
    };

    private SnapshotForm() {}

    static String version(Class<?> aggregate) {
        return VERSIONS.get(aggregate);
    }

    private static void collect(Type type, SortedMap<String, Class<?>> found) {
        if (type instanceof ParameterizedType parameterized) {
            Stream.of(parameterized.getActualTypeArguments()).forEach(argument -> collect(argument, found));
            collect(parameterized.getRawType(), found);
        } else if (type instanceof Class<?> known
                && known.getName().startsWith(OURS)
                && found.put(known.getName(), known) == null) {
            parts(known).forEach(part -> collect(part, found));
        }
    }

    private static List<Type> parts(Class<?> type) {
        var parts = new ArrayList<Type>();
        if (type.isRecord()) {
            Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .forEach(parts::add);
        }
        if (type.isSealed()) {
            parts.addAll(List.of(type.getPermittedSubclasses()));
        }
        Stream.of(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .forEach(field -> parts.add(field.getGenericType()));
        return parts;
    }

    private static String hash(SortedMap<String, Class<?>> classes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var type : classes.values()) {
                var file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
                try (var bytes = type.getResourceAsStream(file)) {
                    digest.update(bytes == null ? new byte[0] : bytes.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
