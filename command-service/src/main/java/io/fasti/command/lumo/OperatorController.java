package io.fasti.command.lumo;

import io.fasti.command.apikey.KeyText;
import io.fasti.command.platform.Bootstrap;
import io.fasti.command.platform.Commands;
import io.fasti.command.platform.NewTenant;
import io.fasti.command.tenant.TenantCommand;
import io.fasti.command.tenant.TenantCommand.ResumeTenant;
import io.fasti.command.tenant.TenantCommand.SuspendTenant;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.TenantId;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.Written;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import io.fasti.http.json.Name;
import io.fasti.http.tenant.Tenants;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** All tenants, for the operator. */
@RestController
@RequestMapping("/api/v1/operator/tenants")
@Requires(Area.OPERATOR)
class OperatorController {
    private static final String KIND = "operator-tenant";

    private final Commands commands;
    private final Tenants tenants;

    OperatorController(Commands commands, Tenants tenants) {
        this.commands = commands;
        this.tenants = tenants;
    }

    /** A tenant; its name is the slug where none is given. */
    record TenantToCreate(
            @NotNull
            @Pattern(
                    regexp = Bootstrap.TENANT_SLUG,
                    message = "must be 1 to 63 lower-case letters, digits and inner hyphens")
            String slug,

            @Nullable @Name String name) {
        NewTenant with(KeyText adminKey) {
            return new NewTenant(TenantId.random(), slug, name == null ? slug : name, adminKey);
        }
    }

    /** The answer has the first key of the tenant, since nobody could call for it otherwise. */
    @PostMapping
    Written create(Call call, @Valid @RequestBody TenantToCreate tenant) {
        var key = KeyText.random();
        var made = tenant.with(key);
        return commands.send(
                call,
                made.tenantId(),
                made.command(),
                Outcome.created(KIND, made.tenantId(), "Tenant created successfully")
                        .once("apiKey", key.value()));
    }

    @PostMapping("/{tenant}/suspend")
    Written suspend(Call call, @PathVariable String tenant) {
        return send(call, new SuspendTenant(find(tenant)), "Tenant suspended successfully");
    }

    @PostMapping("/{tenant}/resume")
    Written resume(Call call, @PathVariable String tenant) {
        return send(call, new ResumeTenant(find(tenant)), "Tenant resumed successfully");
    }

    private Written send(Call call, TenantCommand command, String message) {
        var id = command.tenantId();
        return commands.send(call, id, command, Outcome.shown(KIND, id, message));
    }

    private TenantId find(String given) {
        var found = tenants.bySlug(given);
        found = found == null ? tenants.byId(new TenantId(given)) : found;
        if (found == null) {
            throw new Rejection(ErrorCode.TENANT_NOT_FOUND, "tenant", given);
        }
        return found.id();
    }
}
