package io.fasti.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventCatalogueTest {
    private static final Path SAMPLES = Path.of("src/test/resources/events");

    @Test
    void names_are_dotted_and_lower_case_and_begin_with_their_stream() {
        assertThat(EventCatalogue.entries())
                .allSatisfy(entry -> assertThat(entry.name()).matches(entry.stream() + "\\.[a-z][a-z_]*"));
    }

    @Test
    void an_event_is_found_by_its_name_and_by_its_record() {
        var entry = EventCatalogue.of(RoleEvent.RoleCreated.class);
        assertThat(entry.name()).isEqualTo("role.created");
        assertThat(EventCatalogue.named("role.created")).isEqualTo(entry);
        assertThat(EventCatalogue.named("role.unheard_of")).isNull();
        assertThatThrownBy(() -> EventCatalogue.of(String.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void every_event_has_an_approved_sample_of_its_revision() {
        assertThat(EventCatalogue.entries())
                .allSatisfy(entry -> assertThat(SAMPLES.resolve(entry.name() + "." + entry.revision() + ".json"))
                        .exists());
    }

    @Test
    void every_approved_sample_is_of_an_event_that_is_still_known() throws IOException {
        assertThat(samples()).isNotEmpty().allSatisfy(sample -> {
            var dot = sample.lastIndexOf('.', sample.length() - ".json".length() - 1);
            var entry = EventCatalogue.named(sample.substring(0, dot));
            assertThat(entry).as(sample).isNotNull();
        });
    }

    private static List<String> samples() throws IOException {
        try (var files = Files.list(SAMPLES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
