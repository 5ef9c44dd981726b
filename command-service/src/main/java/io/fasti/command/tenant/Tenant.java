package io.fasti.command.tenant;

import io.fasti.command.tenant.TenantCommand.ChangeTenant;
import io.fasti.command.tenant.TenantCommand.CreateTenant;
import io.fasti.command.tenant.TenantCommand.ResumeTenant;
import io.fasti.command.tenant.TenantCommand.SuspendTenant;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.Change;
import io.fasti.events.PasswordPolicy;
import io.fasti.events.TenantEvent;
import io.fasti.events.TenantEvent.PasswordPolicySet;
import io.fasti.events.TenantEvent.TenantCreated;
import io.fasti.events.TenantEvent.TenantRenamed;
import io.fasti.events.TenantEvent.TenantResumed;
import io.fasti.events.TenantEvent.TenantSuspended;
import java.util.ArrayList;
import java.util.List;

/** The rules of a tenant: no framework, no clock, no I/O. */
sealed interface Tenant {
    /** A policy that asks for less or for more than this would keep nobody out, or everybody. */
    int LEAST_LENGTH = 6;

    int MOST_LENGTH = 128;

    record Absent() implements Tenant {}

    record Live(String name, PasswordPolicy policy, boolean suspended) implements Tenant {}

    static List<TenantEvent> decide(TenantCommand command, Tenant tenant) {
        return switch (command) {
            case CreateTenant c -> create(c, tenant);
            case ChangeTenant c -> change(c, live(c, tenant));
            case SuspendTenant c ->
                live(c, tenant).suspended() ? List.of() : List.of(new TenantSuspended(c.tenantId()));
            case ResumeTenant c -> live(c, tenant).suspended() ? List.of(new TenantResumed(c.tenantId())) : List.of();
        };
    }

    static Tenant evolve(Tenant tenant, TenantEvent event) {
        return switch (event) {
            case TenantCreated e -> new Live(e.name(), PasswordPolicy.DEFAULT, false);
            case TenantRenamed e ->
                new Live(e.name(), known(tenant).policy(), known(tenant).suspended());
            case PasswordPolicySet e ->
                new Live(known(tenant).name(), e.policy(), known(tenant).suspended());
            case TenantSuspended _ ->
                new Live(known(tenant).name(), known(tenant).policy(), true);
            case TenantResumed _ -> new Live(known(tenant).name(), known(tenant).policy(), false);
        };
    }

    private static List<TenantEvent> create(CreateTenant c, Tenant tenant) {
        if (!(tenant instanceof Absent)) {
            throw new Rejection(
                    ErrorCode.CONCURRENT_CHANGE, "tenant_id", c.tenantId().value());
        }
        return List.of(new TenantCreated(c.tenantId(), c.slug(), c.name()));
    }

    private static List<TenantEvent> change(ChangeTenant c, Live tenant) {
        var events = new ArrayList<TenantEvent>();
        if (Change.between(tenant.name(), c.name()) instanceof Change.Set<String>(var name) && name != null) {
            events.add(new TenantRenamed(c.tenantId(), name));
        }
        if (Change.between(tenant.policy(), c.passwordPolicy()) instanceof Change.Set<PasswordPolicy>(var policy)
                && policy != null) {
            events.add(new PasswordPolicySet(c.tenantId(), reasonable(policy)));
        }
        return events;
    }

    private static PasswordPolicy reasonable(PasswordPolicy policy) {
        if (policy.minLength() < LEAST_LENGTH || policy.minLength() > MOST_LENGTH) {
            throw new Rejection(
                    ErrorCode.INVALID_FIELD,
                    "passwordPolicy.minLength",
                    "must be between " + LEAST_LENGTH + " and " + MOST_LENGTH);
        }
        return policy;
    }

    private static Live live(TenantCommand command, Tenant tenant) {
        if (tenant instanceof Live live) {
            return live;
        }
        throw new Rejection(
                ErrorCode.TENANT_NOT_FOUND, "tenant_id", command.tenantId().value());
    }

    private static Live known(Tenant tenant) {
        if (tenant instanceof Live live) {
            return live;
        }
        throw new IllegalStateException("a tenant's history begins with its creation");
    }
}
