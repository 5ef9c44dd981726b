package io.fasti.command.apikey;

import static io.fasti.errors.ErrorCode.API_KEY_NOT_FOUND;
import static io.fasti.errors.ErrorCode.INVALID_FIELD;
import static io.fasti.errors.ErrorCode.SCOPE_NOT_GRANTABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.command.Refused;
import io.fasti.command.apikey.ApiKeyCommand.CreateApiKey;
import io.fasti.command.apikey.ApiKeyCommand.RevokeApiKey;
import io.fasti.errors.Rejection;
import io.fasti.events.ApiKeyEvent.ApiKeyCreated;
import io.fasti.events.ApiKeyEvent.ApiKeyRevoked;
import io.fasti.events.ApiKeyId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
    private static final ApiKeyId KEY = new ApiKeyId("key_1");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Set<String> GRANTABLE = Set.of("admin:read", "admin:users");

    private final AggregateTestFixture<ApiKeyAggregate> fixture = new AggregateTestFixture<>(ApiKeyAggregate.class);

    @Nested
    class CreatingAKey {
        @Test
        void keeps_its_hash_and_its_scopes_sorted_and_each_once() {
            fixture.givenNoPriorActivity()
                    .when(create(List.of("admin:users", "admin:read", "admin:users"), null))
                    .expectEvents(created(null));
        }

        @Test
        void can_give_it_an_end() {
            var end = NOW.plusSeconds(1);
            fixture.givenNoPriorActivity()
                    .when(create(List.of("admin:read", "admin:users"), end))
                    .expectEvents(created(end));
        }

        @Test
        void is_refused_when_it_would_have_ended_already() {
            fixture.givenNoPriorActivity()
                    .when(create(List.of("admin:read"), NOW))
                    .expectException(Refused.with(INVALID_FIELD, "expiresAt", "must be in the future"));
        }

        @Test
        void is_refused_for_a_scope_that_its_maker_has_not() {
            fixture.givenNoPriorActivity()
                    .when(create(List.of("admin:read", "admin:write"), null))
                    .expectException(Refused.with(SCOPE_NOT_GRANTABLE, "scopes", "admin:write"));
        }

        @Test
        void is_refused_without_scopes() {
            fixture.givenNoPriorActivity().when(create(List.of(), null)).expectException(Refused.with(INVALID_FIELD));
        }
    }

    @Nested
    class RevokingAKey {
        @Test
        void ends_it() {
            fixture.given(created(null)).when(new RevokeApiKey(KEY)).expectEvents(new ApiKeyRevoked(KEY));
        }

        @Test
        void happens_once() {
            fixture.given(created(null), new ApiKeyRevoked(KEY))
                    .when(new RevokeApiKey(KEY))
                    .expectException(Refused.with(API_KEY_NOT_FOUND, "api_key_id", "key_1"));
        }

        @Test
        void is_refused_for_a_key_that_never_was() {
            fixture.givenNoPriorActivity().when(new RevokeApiKey(KEY)).expectException(Refused.with(API_KEY_NOT_FOUND));
        }
    }

    @Nested
    class TheTextOfAKey {
        @Test
        void is_long_and_never_the_same() {
            assertThat(KeyText.random().value()).hasSize(51).startsWith("sk_live_");
            assertThat(KeyText.random()).isNotEqualTo(KeyText.random());
        }

        @Test
        void does_not_print_itself() {
            assertThat(KeyText.random()).hasToString("sk_live_***");
        }

        @Test
        void can_be_given_in_its_form_only() {
            assertThat(new KeyText("sk_live_" + "a".repeat(24)).hint()).isEqualTo("sk_live_aaaa");
            for (var malformed : List.of(
                    "",
                    "sk_live_",
                    "sk_live_" + "a".repeat(23),
                    "sk_test_" + "a".repeat(24),
                    "sk_live_" + "ä".repeat(24))) {
                assertThatThrownBy(() -> new KeyText(malformed)).isInstanceOf(Rejection.class);
            }
        }
    }

    private static CreateApiKey create(List<String> scopes, @Nullable Instant expiresAt) {
        return new CreateApiKey(KEY, "Deploy", "abc", "sk_live_1234", scopes, expiresAt, GRANTABLE, NOW);
    }

    private static ApiKeyCreated created(@Nullable Instant expiresAt) {
        return new ApiKeyCreated(KEY, "Deploy", "abc", "sk_live_1234", List.of("admin:read", "admin:users"), expiresAt);
    }
}
