package io.fasti.query.lumo;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.TenantId;
import io.fasti.http.Found;
import io.fasti.http.Listed;
import io.fasti.http.Paging;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Caller;
import io.fasti.http.caller.Requires;
import io.fasti.http.readback.Shown;
import io.fasti.query.tenant.TenantQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** All tenants, for the operator. */
@RestController
@RequestMapping("/api/v1/operator/tenants")
@Requires(Area.OPERATOR)
class OperatorTenantController implements Shown {
    private final TenantQueries tenants;

    OperatorTenantController(TenantQueries tenants) {
        this.tenants = tenants;
    }

    @GetMapping
    Listed list(Paging paging) {
        var page = tenants.all(paging);
        var rows = page.rows().stream().map(TenantProfile::of).toList();
        return new Listed(rows, page.total(), paging, "Tenants retrieved successfully");
    }

    @GetMapping("/{tenant}")
    Found get(@PathVariable String tenant) {
        return tenants.byIdOrSlug(tenant)
                .map(TenantProfile::found)
                .orElseThrow(() -> new Rejection(ErrorCode.TENANT_NOT_FOUND, "tenant_id", tenant));
    }

    @Override
    public String dialect() {
        return "lumo";
    }

    @Override
    public String kind() {
        return "operator-tenant";
    }

    @Override
    public @Nullable Found show(TenantId tenantId, String id) {
        return tenantId.equals(Caller.OPERATOR_TENANT)
                ? tenants.byIdOrSlug(id).map(TenantProfile::found).orElse(null)
                : null;
    }
}
