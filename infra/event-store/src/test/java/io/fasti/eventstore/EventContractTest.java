package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.EventCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What was once written is read for ever: one approved sample per event and revision. */
class EventContractTest {
    private static final Path SAMPLES = Path.of("../../shared-events/src/test/resources/events");

    @TestFactory
    Stream<DynamicTest> every_sample_can_be_read() throws IOException {
        return samples().stream()
                .map(sample -> DynamicTest.dynamicTest(name(sample), () -> {
                    var event = EventJson.mapper()
                            .readValue(sample.toFile(), entry(sample).type());
                    assertThat(event).hasNoNullFieldsOrPropertiesExcept(optional(sample));
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_sample_of_today_is_written_as_it_was_read() throws IOException {
        return samples().stream()
                .filter(sample -> name(sample).endsWith("." + entry(sample).revision()))
                .map(sample -> DynamicTest.dynamicTest(name(sample), () -> {
                    var mapper = EventJson.mapper();
                    var event = mapper.readValue(sample.toFile(), entry(sample).type());
                    assertThat(mapper.valueToTree(event).toPrettyString())
                            .isEqualTo(mapper.readTree(sample.toFile()).toPrettyString());
                    assertThat(mapper.readValue(
                                    mapper.writeValueAsString(event),
                                    entry(sample).type()))
                            .isEqualTo(event);
                }));
    }

    /** Fields that a sample leaves out on purpose. */
    private static String[] optional(Path sample) throws IOException {
        var members = EventJson.mapper().readTree(sample.toFile()).propertyNames();
        return Stream.of(entry(sample).type().getRecordComponents())
                .map(component -> component.getName())
                .filter(name -> !members.contains(name))
                .toArray(String[]::new);
    }

    private static EventCatalogue.Entry entry(Path sample) {
        var name = name(sample);
        return Objects.requireNonNull(EventCatalogue.named(name.substring(0, name.lastIndexOf('.'))), name);
    }

    private static String name(Path sample) {
        return sample.getFileName().toString().replaceAll("\\.json$", "");
    }

    private static List<Path> samples() throws IOException {
        try (var files = Files.list(SAMPLES)) {
            return files.sorted().toList();
        }
    }
}
