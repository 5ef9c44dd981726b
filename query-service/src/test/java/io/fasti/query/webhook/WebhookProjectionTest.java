package io.fasti.query.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.TenantId;
import io.fasti.events.WebhookEvent.WebhookCreated;
import io.fasti.events.WebhookEvent.WebhookDeleted;
import io.fasti.events.WebhookEvent.WebhookDescribed;
import io.fasti.events.WebhookEvent.WebhookDisabled;
import io.fasti.events.WebhookEvent.WebhookEnabled;
import io.fasti.events.WebhookEvent.WebhookEventsChanged;
import io.fasti.events.WebhookEvent.WebhookUrlChanged;
import io.fasti.events.WebhookId;
import io.fasti.http.Paging;
import io.fasti.http.Sort;
import io.fasti.query.platform.Story;
import io.fasti.query.webhook.WebhookQueries.Filter;
import io.fasti.testing.PostgresTest;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookProjectionTest {
    private static final Paging FIRST = new Paging(1, 25);
    private static final Sort NEWEST = new Sort("createdAt", true);

    private final TenantId tenant = TenantId.random();
    private final Story story;
    private final WebhookQueries webhooks;

    WebhookProjectionTest(DataSource dataSource) {
        story = new Story(dataSource);
        webhooks = new WebhookQueries(story.jdbc());
    }

    @AfterAll
    void folded_in_memory_the_rows_are_the_same() {
        story.assertFoldedAsApplied();
    }

    @Test
    void an_unknown_webhook_is_empty() {
        assertThat(webhooks.byId(tenant, "whk_unknown")).isEmpty();
    }

    @Test
    void a_webhook_is_found_in_its_own_tenant_only() {
        var id = created(tenant, "user.created");
        var view = webhooks.byId(tenant, id.value()).orElseThrow();
        assertThat(view.url()).isEqualTo("https://hooks.example.com/");
        assertThat(view.events()).containsExactly("user.created");
        assertThat(view.active()).isTrue();
        assertThat(view.createdPosition()).isEqualTo(view.secretPosition()).isPositive();
        assertThat(view.createdAt()).isEqualTo(story.now());
        assertThat(webhooks.byId(TenantId.random(), id.value())).isEmpty();
    }

    @Test
    void its_secret_is_not_in_its_row() {
        created(tenant, "*");
        assertThat(story.jdbc()
                        .sql("select w::text from query.webhook w")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).doesNotContain("whsec_"));
    }

    @Test
    void it_changes() {
        var id = created(tenant, "*");
        story.tell(
                tenant,
                new WebhookUrlChanged(id, "https://other.example/"),
                new WebhookEventsChanged(id, List.of("role.created", "role.deleted")),
                new WebhookDescribed(id, null),
                new WebhookDisabled(id));
        var view = webhooks.byId(tenant, id.value()).orElseThrow();
        assertThat(view.url()).isEqualTo("https://other.example/");
        assertThat(view.events()).containsExactly("role.created", "role.deleted");
        assertThat(view.description()).isNull();
        assertThat(view.active()).isFalse();
        assertThat(view.version()).isEqualTo(4);
        assertThat(view.updatedAt()).isEqualTo(story.now());
        story.tell(tenant, new WebhookEnabled(id));
        assertThat(webhooks.byId(tenant, id.value()).orElseThrow().active()).isTrue();
    }

    @Test
    void a_deleted_webhook_is_not_found() {
        var id = created(tenant, "*");
        story.tell(tenant, new WebhookDeleted(id));
        assertThat(webhooks.byId(tenant, id.value())).isEmpty();
    }

    @Test
    void webhooks_are_listed_filtered_and_sorted() {
        var own = TenantId.random();
        var first = created(own, "user.created");
        var second = created(own, "role.created");
        story.tell(own, new WebhookDisabled(second));
        assertThat(ids(own, new Filter(null, null), NEWEST)).containsExactly(second.value(), first.value());
        assertThat(ids(own, new Filter(true, null), NEWEST)).containsExactly(first.value());
        assertThat(ids(own, new Filter(null, "role.created"), NEWEST)).containsExactly(second.value());
        assertThat(ids(own, new Filter(null, null), new Sort("isActive", false)))
                .containsExactly(second.value(), first.value());
        assertThat(webhooks.find(own, new Filter(null, null), NEWEST, new Paging(2, 1))
                        .total())
                .isEqualTo(2);
    }

    private List<String> ids(TenantId tenantId, Filter filter, Sort sort) {
        return webhooks.find(tenantId, filter, sort, FIRST).rows().stream()
                .map(WebhookView::id)
                .toList();
    }

    private WebhookId created(TenantId tenantId, String... events) {
        var id = WebhookId.random();
        story.tell(
                tenantId,
                new WebhookCreated(id, "https://hooks.example.com/", List.of(events), "first", "whsec_secret", true));
        return id;
    }
}
