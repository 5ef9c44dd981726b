package io.fasti.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Writes the reference of events from the catalogue, and fails when the page says something else. */
class EventReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference/events.md");
    private static final String HEAD = """
            # Events

            Everything that happens in Fasti, by stream: one table per kind of aggregate. This page is generated from the code;
            `mvn test -pl shared-events -Dfasti.docs=write` writes it anew.

            A name never changes and a field is never given another meaning. The revision counts up when older events need
            translating; what was once written is read for ever. Ids are texts, times are ISO 8601 in UTC, and members without a
            value are left out. Of a *change*, an absent member means that the field stays, and an explicit `null` that it is
            cleared.

            *Personal* fields are stored and published encrypted under a key of the person, all together in the member `$personal`;
            once that key is deleted nobody can read them. *Sealed* fields are secrets of the tenant and are kept likewise under its
            key, in `$sealed`.
            """;

    @Test
    void the_page_of_events_is_what_the_catalogue_says() throws IOException {
        var page = page();
        if ("write".equals(System.getProperty("fasti.docs"))) {
            Files.createDirectories(PAGE.toAbsolutePath().normalize().getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("write it anew with -Dfasti.docs=write")
                .exists()
                .content()
                .isEqualTo(page);
    }

    private static String page() {
        var streams = EventCatalogue.entries().stream().collect(Collectors.groupingBy(EventCatalogue.Entry::stream));
        return streams.keySet().stream()
                .sorted()
                .map(stream -> "\n## %s\n\n%s".formatted(stream, table(streams.get(stream))))
                .collect(Collectors.joining("", HEAD, ""));
    }

    private static String table(@Nullable List<EventCatalogue.Entry> entries) {
        return entries == null
                ? ""
                : entries.stream().map(EventReferenceTest::row).collect(Collectors.joining("\n", """
                        | event | revision | fields |
                        |---|---|---|
                        """, "\n"));
    }

    private static String row(EventCatalogue.Entry entry) {
        var fields = Arrays.stream(entry.type().getRecordComponents())
                .map(EventReferenceTest::field)
                .collect(Collectors.joining("<br>"));
        return "| `%s` | %d | %s |".formatted(entry.name(), entry.revision(), fields);
    }

    private static String field(RecordComponent component) {
        var text = new StringBuilder("`%s`: %s".formatted(component.getName(), type(component.getGenericType())));
        if (optional(component.getAnnotatedType())) {
            text.append(", optional");
        }
        if (component.isAnnotationPresent(Personal.class)) {
            text.append(", *personal*");
        }
        if (component.isAnnotationPresent(Sealed.class)) {
            text.append(", *sealed*");
        }
        return text.toString();
    }

    private static boolean optional(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static String type(Type type) {
        return switch (type) {
            case ParameterizedType list when list.getRawType() == List.class -> "list of " + of(list);
            case ParameterizedType change when change.getRawType() == Change.class -> "change of " + of(change);
            case ParameterizedType map when map.getRawType() == Map.class -> "object with any members";
            case Class<?> known when known == String.class -> "text";
            case Class<?> known when known == boolean.class -> "boolean";
            case Class<?> known when known == int.class -> "number";
            case Class<?> known when known == Instant.class -> "time";
            case Class<?> id
            when Identifier.class.isAssignableFrom(id) ->
                id.getSimpleName()
                                .replaceAll("Id$", "")
                                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                                .toLowerCase(Locale.ROOT)
                        + " id";
            case Class<?> object
            when object.isRecord() ->
                Arrays.stream(object.getRecordComponents())
                        .map(RecordComponent::getName)
                        .collect(Collectors.joining(", ", "object of ", ""));
            default -> throw new IllegalArgumentException("The page cannot say what " + type + " is");
        };
    }

    private static String of(ParameterizedType type) {
        return type(type.getActualTypeArguments()[0]);
    }
}
