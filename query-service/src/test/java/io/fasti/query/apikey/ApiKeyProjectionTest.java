package io.fasti.query.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.ApiKeyEvent.ApiKeyCreated;
import io.fasti.events.ApiKeyEvent.ApiKeyRevoked;
import io.fasti.events.ApiKeyId;
import io.fasti.events.TenantId;
import io.fasti.http.Paging;
import io.fasti.query.platform.Story;
import io.fasti.testing.PostgresTest;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiKeyProjectionTest {
    private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant FUTURE = Instant.parse("2999-01-01T00:00:00Z");

    private final TenantId tenant = TenantId.random();
    private final Story story;
    private final ApiKeyQueries apiKeys;

    ApiKeyProjectionTest(DataSource dataSource) {
        story = new Story(dataSource);
        apiKeys = new ApiKeyQueries(story.jdbc());
    }

    @AfterAll
    void folded_in_memory_the_rows_are_the_same() {
        story.assertFoldedAsApplied();
    }

    @Test
    void an_unknown_key_is_empty() {
        assertThat(apiKeys.byId(tenant, "key_unknown")).isEmpty();
    }

    @Test
    void a_key_is_shown_to_its_own_tenant_only_and_without_its_hash() {
        var key = ApiKeyId.random();
        var scopes = List.of("admin:read", "admin:users");
        story.tell(tenant, new ApiKeyCreated(key, "Console", "abc123", "sk_live_1234", scopes, FUTURE));

        assertThat(apiKeys.byId(tenant, key.value()))
                .hasValue(new ApiKeyView(
                        key.value(), "Console", "sk_live_1234", scopes, FUTURE, null, true, 0, story.now()));
        assertThat(apiKeys.byId(TenantId.random(), key.value())).isEmpty();
    }

    @Test
    void a_revoked_key_stays_visible_with_the_time_of_its_end() {
        var key = ApiKeyId.random();
        story.tell(
                tenant,
                new ApiKeyCreated(key, "Old", "abc", "sk_live_5678", List.of("admin:read"), null),
                new ApiKeyRevoked(key));

        var view = apiKeys.byId(tenant, key.value()).orElseThrow();
        assertThat(view.revokedAt()).isEqualTo(story.now());
        assertThat(view.usable()).isFalse();
        assertThat(view.version()).isEqualTo(1);
    }

    @Test
    void an_expired_key_is_not_usable() {
        var key = ApiKeyId.random();
        story.tell(tenant, new ApiKeyCreated(key, "Short", "def", "sk_live_9", List.of("admin:read"), PAST));

        assertThat(apiKeys.byId(tenant, key.value()).orElseThrow().usable()).isFalse();
    }

    @Test
    void keys_are_listed_newest_first_within_their_tenant() {
        var own = TenantId.random();
        story.tell(
                own,
                new ApiKeyCreated(ApiKeyId.random(), "First", "1", "sk_live_a", List.of(), null),
                new ApiKeyCreated(ApiKeyId.random(), "Second", "2", "sk_live_b", List.of(), null),
                new ApiKeyCreated(ApiKeyId.random(), "Third", "3", "sk_live_c", List.of(), null));

        var page = apiKeys.all(own, new Paging(1, 2));
        assertThat(page.total()).isEqualTo(3);
        assertThat(page.rows()).extracting(ApiKeyView::name).containsExactly("Third", "Second");
        assertThat(apiKeys.all(TenantId.random(), new Paging(1, 2)).rows()).isEmpty();
    }
}
