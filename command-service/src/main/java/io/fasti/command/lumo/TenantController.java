package io.fasti.command.lumo;

import io.fasti.command.platform.Commands;
import io.fasti.command.tenant.TenantCommand.ChangeTenant;
import io.fasti.events.Change;
import io.fasti.events.PasswordPolicy;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.Written;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import io.fasti.http.json.Name;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The tenant of the call itself. */
@RestController
@RequestMapping("/api/v1/admin/tenant")
@Requires(Area.TENANT)
class TenantController {
    private final Commands commands;

    TenantController(Commands commands) {
        this.commands = commands;
    }

    /** What may change of a tenant; what is absent stays, in the password policy too. */
    record ChangedTenant(Change<@NotNull @Name String> name, Change<@NotNull ChangedPolicy> passwordPolicy) {}

    /** What may change of a password policy. */
    record ChangedPolicy(
            @Nullable Integer minLength,
            @Nullable Boolean requireUppercase,
            @Nullable Boolean requireNumbers,
            @Nullable Boolean requireSymbols) {
        PasswordPolicy over(PasswordPolicy was) {
            return new PasswordPolicy(
                    minLength == null ? was.minLength() : minLength,
                    requireUppercase == null ? was.requireUppercase() : requireUppercase,
                    requireNumbers == null ? was.requireNumbers() : requireNumbers,
                    requireSymbols == null ? was.requireSymbols() : requireSymbols);
        }
    }

    @RequestMapping(method = {RequestMethod.PATCH, RequestMethod.PUT})
    Written change(Call call, @Valid @RequestBody ChangedTenant changed) {
        var tenant = call.tenant();
        var policy = changed.passwordPolicy().map(change -> change.over(tenant.passwordPolicy()));
        return commands.send(
                call,
                new ChangeTenant(tenant.id(), changed.name(), policy),
                Outcome.shown("tenant", tenant.id(), "Tenant updated successfully"));
    }
}
