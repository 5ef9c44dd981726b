package io.fasti.query.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.fasti.events.PasswordPolicy;
import io.fasti.events.TenantEvent.PasswordPolicySet;
import io.fasti.events.TenantEvent.TenantCreated;
import io.fasti.events.TenantEvent.TenantRenamed;
import io.fasti.events.TenantEvent.TenantResumed;
import io.fasti.events.TenantEvent.TenantSuspended;
import io.fasti.events.TenantId;
import io.fasti.http.Paging;
import io.fasti.query.platform.Story;
import io.fasti.testing.PostgresTest;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantProjectionTest {
    private final Story story;
    private final TenantQueries tenants;

    TenantProjectionTest(DataSource dataSource) {
        story = new Story(dataSource);
        tenants = new TenantQueries(story.jdbc());
    }

    @AfterAll
    void folded_in_memory_the_rows_are_the_same() {
        story.assertFoldedAsApplied();
    }

    @Test
    void an_unknown_tenant_is_empty() {
        assertThat(tenants.byId(TenantId.random())).isEmpty();
        assertThat(tenants.byIdOrSlug("nowhere")).isEmpty();
    }

    @Test
    void a_new_tenant_has_the_default_password_policy() {
        var tenant = TenantId.random();
        story.tell(tenant, new TenantCreated(tenant, "acme", "Acme"));

        var view = new TenantView(
                tenant.value(), "acme", "Acme", false, PasswordPolicy.DEFAULT, 0, story.now(), story.now());
        assertThat(tenants.byId(tenant)).hasValue(view);
        assertThat(tenants.byIdOrSlug("acme")).hasValue(view);
        assertThat(tenants.byIdOrSlug(tenant.value())).hasValue(view);
    }

    @Test
    void name_and_policy_change() {
        var tenant = TenantId.random();
        var policy = new PasswordPolicy(12, true, false, true);
        story.tell(
                tenant,
                new TenantCreated(tenant, "changing", "Before"),
                new TenantRenamed(tenant, "After"),
                new PasswordPolicySet(tenant, policy));

        var view = tenants.byId(tenant).orElseThrow();
        assertThat(view.name()).isEqualTo("After");
        assertThat(view.passwordPolicy()).isEqualTo(policy);
        assertThat(view.version()).isEqualTo(2);
        assertThat(view.updatedAt()).isEqualTo(story.now());
    }

    @Test
    void a_tenant_is_suspended_until_resumed() {
        var tenant = TenantId.random();
        story.tell(tenant, new TenantCreated(tenant, "pausing", "Pausing"), new TenantSuspended(tenant));
        assertThat(tenants.byId(tenant).orElseThrow().suspended()).isTrue();

        story.tell(tenant, new TenantResumed(tenant));
        assertThat(tenants.byId(tenant).orElseThrow().suspended()).isFalse();
    }

    @Test
    void all_tenants_are_listed_page_by_page() {
        var tenant = TenantId.random();
        story.tell(tenant, new TenantCreated(tenant, "listed", "Listed"));

        var total = tenants.all(new Paging(1, 1)).total();
        var last = tenants.all(new Paging((int) total, 1));

        assertThat(last.rows()).extracting(TenantView::slug).containsExactly("listed");
        assertThat(tenants.all(new Paging((int) total + 1, 1)).rows()).isEmpty();
    }
}
