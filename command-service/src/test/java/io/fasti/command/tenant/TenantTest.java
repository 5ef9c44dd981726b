package io.fasti.command.tenant;

import static io.fasti.errors.ErrorCode.INVALID_FIELD;
import static io.fasti.errors.ErrorCode.TENANT_NOT_FOUND;

import io.fasti.command.Refused;
import io.fasti.command.tenant.TenantCommand.ChangeTenant;
import io.fasti.command.tenant.TenantCommand.CreateTenant;
import io.fasti.command.tenant.TenantCommand.ResumeTenant;
import io.fasti.command.tenant.TenantCommand.SuspendTenant;
import io.fasti.events.Change;
import io.fasti.events.PasswordPolicy;
import io.fasti.events.TenantEvent.PasswordPolicySet;
import io.fasti.events.TenantEvent.TenantCreated;
import io.fasti.events.TenantEvent.TenantRenamed;
import io.fasti.events.TenantEvent.TenantResumed;
import io.fasti.events.TenantEvent.TenantSuspended;
import io.fasti.events.TenantId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TenantTest {
    private static final TenantId TENANT = new TenantId("ten_1");
    private static final TenantCreated ACME = new TenantCreated(TENANT, "acme-corp", "Acme");
    private static final PasswordPolicy STRICT = new PasswordPolicy(12, true, true, false);

    private final AggregateTestFixture<TenantAggregate> fixture = new AggregateTestFixture<>(TenantAggregate.class);

    @Nested
    class CreatingATenant {
        @Test
        void claims_its_slug() {
            fixture.givenNoPriorActivity()
                    .when(new CreateTenant(TENANT, "acme-corp", "Acme"))
                    .expectEvents(ACME);
        }
    }

    @Nested
    class ChangingATenant {
        @Test
        void tells_name_and_policy_apart() {
            fixture.given(ACME)
                    .when(new ChangeTenant(TENANT, Change.to("Acme Corporation"), Change.to(STRICT)))
                    .expectEvents(new TenantRenamed(TENANT, "Acme Corporation"), new PasswordPolicySet(TENANT, STRICT));
        }

        @Test
        void to_what_it_is_changes_nothing() {
            fixture.given(ACME, new TenantRenamed(TENANT, "Acme Corporation"), new PasswordPolicySet(TENANT, STRICT))
                    .when(new ChangeTenant(TENANT, Change.to("Acme Corporation"), Change.to(STRICT)))
                    .expectNoEvents();
        }

        @Test
        void begins_with_the_default_policy() {
            fixture.given(ACME)
                    .when(new ChangeTenant(TENANT, Change.keep(), Change.to(PasswordPolicy.DEFAULT)))
                    .expectNoEvents();
        }

        @Test
        void is_refused_for_a_policy_that_keeps_nobody_out() {
            fixture.given(ACME)
                    .when(new ChangeTenant(
                            TENANT, Change.keep(), Change.to(new PasswordPolicy(1, false, false, false))))
                    .expectException(Refused.with(INVALID_FIELD));
        }

        @Test
        void is_refused_for_a_tenant_that_never_was() {
            fixture.givenNoPriorActivity()
                    .when(new ChangeTenant(TENANT, Change.to("X"), Change.keep()))
                    .expectException(Refused.with(TENANT_NOT_FOUND, "tenant_id", "ten_1"));
        }
    }

    @Nested
    class SuspendingATenant {
        @Test
        void happens_once() {
            fixture.given(ACME).when(new SuspendTenant(TENANT)).expectEvents(new TenantSuspended(TENANT));
            fixture.given(ACME, new TenantSuspended(TENANT))
                    .when(new SuspendTenant(TENANT))
                    .expectNoEvents();
        }

        @Test
        void can_be_taken_back() {
            fixture.given(ACME, new TenantSuspended(TENANT))
                    .when(new ResumeTenant(TENANT))
                    .expectEvents(new TenantResumed(TENANT));
        }

        @Test
        void has_nothing_to_take_back_where_it_was_taken_back() {
            fixture.given(ACME, new TenantSuspended(TENANT), new TenantResumed(TENANT))
                    .when(new ResumeTenant(TENANT))
                    .expectNoEvents();
        }
    }
}
