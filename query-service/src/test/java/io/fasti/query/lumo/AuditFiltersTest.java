package io.fasti.query.lumo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.EventCatalogue;
import io.fasti.query.audit.AuditQueries.Filter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditFiltersTest {
    @Test
    void every_event_of_the_catalogue_has_a_spelling() {
        assertThat(EventCatalogue.entries()).allSatisfy(entry -> assertThat(AuditVocabulary.spells(entry.name()))
                .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"actorId", "userId", "actor"})
    void the_actor_has_three_spellings(String name) {
        assertThat(read(name, "key_1").actorId()).isEqualTo("key_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"outcome", "status"})
    void the_outcome_has_two_spellings(String name) {
        assertThat(read(name, "failure").outcome()).isEqualTo("failure");
        refused(name, "great");
    }

    @ParameterizedTest
    @CsvSource({
        "startDate, 2026-11-22, 2026-11-22T00:00:00Z",
        "from, 2026-11-22T10:00:00Z, 2026-11-22T10:00:00Z",
        "from, 2026-11-22T10:00:00+02:00, 2026-11-22T08:00:00Z",
    })
    void the_start_is_a_date_or_a_time(String name, String given, Instant from) {
        assertThat(read(name, given).from()).isEqualTo(from);
    }

    @ParameterizedTest
    @CsvSource({"endDate, 2026-11-22, 2026-11-23T00:00:00Z", "to, 2026-11-22T10:00:00Z, 2026-11-22T10:00:00.000001Z"})
    void the_end_is_part_of_the_range(String name, String given, Instant before) {
        assertThat(read(name, given).before()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-13-01", "2026-11-22T10:00:00"})
    void a_time_that_cannot_be_read_is_refused(String given) {
        refused("startDate", given);
        refused("to", given);
    }

    @Test
    void an_action_stands_for_its_events() {
        assertThat(read("action", "user_created").eventTypes()).containsExactly("user.created");
        assertThat(read("action", "role_assigned").eventTypes()).containsExactly("user.roles_assigned");
        assertThat(read("action", "settings_changed").eventTypes())
                .containsExactlyInAnyOrder("tenant.renamed", "tenant.password_policy_set");
        assertThat(read("event_type", "user.blocked").eventTypes()).containsExactly("user.blocked");
        assertThat(read("eventType", "user.blocked").eventTypes()).containsExactly("user.blocked");
    }

    @Test
    void what_does_not_go_together_finds_nothing() {
        assertThat(new AuditFilters(Map.of("action", "user_created", "category", "configuration"))
                        .read()
                        .eventTypes())
                .isEmpty();
        assertThat(read("category", "unheard_of").eventTypes()).isEmpty();
    }

    @Test
    void without_filters_everything_is_wanted() {
        assertThat(new AuditFilters(Map.of("page", "2", "action", "")).read())
                .isEqualTo(new Filter(null, null, null, null, null, null, null));
        assertThat(AuditVocabulary.ofAction("user.created")).isEqualTo(List.of("user.created"));
    }

    private static Filter read(String name, String value) {
        return new AuditFilters(Map.of(name, value)).read();
    }

    private static void refused(String name, String value) {
        assertThatThrownBy(() -> read(name, value)).isInstanceOfSatisfying(Rejection.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD);
            assertThat(e.details()).containsKey(name);
        });
    }
}
