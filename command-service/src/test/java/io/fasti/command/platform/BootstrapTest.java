package io.fasti.command.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fasti.command.RunningService;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.http.caller.ApiKeys;
import io.fasti.http.caller.Caller;
import io.fasti.http.caller.Scopes;
import io.fasti.http.tenant.Tenants;
import io.fasti.testing.Database;
import io.fasti.testing.PostgresTest;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BootstrapTest {
    private final RunningService service;
    private final Bootstrap bootstrap;
    private final ApiKeys keys;
    private final Lookups lookups;
    private final Tenants tenants;

    BootstrapTest(Database database) {
        service = new RunningService(database);
        bootstrap = service.bean(Bootstrap.class);
        keys = service.bean(ApiKeys.class);
        lookups = service.bean(Lookups.class);
        tenants = service.bean(Tenants.class);
    }

    @AfterAll
    void close() {
        service.close();
    }

    @Test
    void a_tenant_begins_with_its_system_roles_and_a_key_for_everything() {
        var key = bootstrap.tenant("begins-here", null).orElseThrow();

        var tenant = Objects.requireNonNull(tenants.bySlug("begins-here"));
        var known = Objects.requireNonNull(keys.byHash(ApiKeys.hash(key)));
        assertThat(known.tenantId()).isEqualTo(tenant.id());
        assertThat(known.scopes()).containsExactlyInAnyOrderElementsOf(Scopes.TENANT);
        assertThat(lookups.role(tenant.id(), "admin")).isNotEqualTo(lookups.role(tenant.id(), "viewer"));
    }

    @Test
    void asking_again_changes_nothing() {
        assertThat(bootstrap.tenant(RunningService.TENANT, null)).isEmpty();
        assertThat(bootstrap.tenant(RunningService.TENANT, RunningService.ADMIN_KEY))
                .isEmpty();
        assertThat(bootstrap.operator(null)).isEmpty();
        assertThat(bootstrap.operator(RunningService.OPERATOR_KEY)).isEmpty();
    }

    @Test
    void another_key_is_made_for_the_tenant_that_is_there() {
        var key = "sk_live_another-admin-key-0123456789";
        assertThat(bootstrap.tenant(RunningService.TENANT, key)).contains(key);
        assertThat(bootstrap.tenant(RunningService.TENANT, key)).isEmpty();
    }

    @Test
    void the_operators_key_belongs_to_no_tenant() {
        var known = Objects.requireNonNull(keys.byHash(ApiKeys.hash(RunningService.OPERATOR_KEY)));
        assertThat(known.tenantId()).isEqualTo(Caller.OPERATOR_TENANT);
        assertThat(known.scopes()).containsExactly(Scopes.OPERATOR);
    }

    @Test
    void a_key_of_somebody_else_is_refused() {
        bootstrap.tenant("somebody-else", null);
        assertThatThrownBy(() -> bootstrap.tenant("somebody-else", RunningService.ADMIN_KEY))
                .isInstanceOfSatisfying(
                        Rejection.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.API_KEY_TAKEN));
        assertThatThrownBy(() -> bootstrap.operator(RunningService.ADMIN_KEY)).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> bootstrap.tenant("a-new-one", RunningService.ADMIN_KEY))
                .isInstanceOf(Rejection.class);
        assertThat(tenants.bySlug("a-new-one")).isNull();
    }

    @Test
    void malformed_slugs_and_keys_are_refused() {
        assertThatThrownBy(() -> bootstrap.tenant("Not A Slug", null)).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> bootstrap.tenant("-x", null)).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> bootstrap.operator("short")).isInstanceOf(Rejection.class);
    }
}
