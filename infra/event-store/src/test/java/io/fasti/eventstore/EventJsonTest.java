package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.events.Change;
import io.fasti.events.RoleId;
import io.fasti.events.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class EventJsonTest {
    record Patch(
            UserId userId,
            Change<String> name,
            Change<RoleId> role,
            Change<List<String>> tags,
            @Nullable Instant at,
            @Nullable String nothing) {}

    private final JsonMapper json = EventJson.mapper();

    @Test
    void ids_are_texts_and_a_kept_field_is_left_out() {
        var patch = new Patch(
                new UserId("usr_1"),
                Change.to("Ada"),
                Change.to(null),
                Change.keep(),
                Instant.parse("2026-11-22T01:02:03.123456Z"),
                null);

        assertThat(json.writeValueAsString(patch)).isEqualTo("""
                        {"userId":"usr_1","name":"Ada","role":null,"at":"2026-11-22T01:02:03.123456Z"}""");
    }

    @Test
    void what_was_written_reads_the_same() {
        var patch = new Patch(
                new UserId("usr_1"),
                Change.to("Ada"),
                Change.to(new RoleId("rol_1")),
                Change.to(List.of("a", "b")),
                null,
                null);

        assertThat(json.readValue(json.writeValueAsString(patch), Patch.class)).isEqualTo(patch);
    }

    @Test
    void an_absent_member_keeps_and_a_null_clears() {
        var patch = json.readValue("""
                {"userId":"usr_1","name":null}""", Patch.class);

        assertThat(patch.name()).isEqualTo(Change.to(null));
        assertThat(patch.role()).isEqualTo(Change.keep());
    }

    @Test
    void an_id_must_be_a_text() {
        assertThatThrownBy(() -> json.readValue("{\"userId\":7}", Patch.class)).isInstanceOf(JacksonException.class);
    }

    @Test
    void ids_can_be_keys_of_a_map() {
        record Sources(Map<RoleId, String> roles) {}
        var sources = new Sources(Map.of(new RoleId("rol_1"), "direct"));

        assertThat(json.readValue(json.writeValueAsString(sources), Sources.class))
                .isEqualTo(sources);
    }
}
