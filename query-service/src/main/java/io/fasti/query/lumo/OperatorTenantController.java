package io.fasti.query.lumo;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.TenantId;
import io.fasti.http.Found;
import io.fasti.http.Listed;
import io.fasti.http.Moment;
import io.fasti.http.Paging;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Caller;
import io.fasti.http.caller.Requires;
import io.fasti.http.readback.Shown;
import io.fasti.query.past.TimeTravel;
import io.fasti.query.tenant.TenantQueries;
import io.fasti.query.tenant.TenantView;
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
    private final TimeTravel past;

    OperatorTenantController(TenantQueries tenants, TimeTravel past) {
        this.tenants = tenants;
        this.past = past;
    }

    @GetMapping
    Listed list(Paging paging) {
        var page = tenants.all(paging);
        var rows = page.rows().stream().map(TenantProfile::of).toList();
        return new Listed(rows, page.total(), paging, "Tenants retrieved successfully");
    }

    @GetMapping("/{tenant}")
    Found get(@PathVariable String tenant, Moment moment) {
        return past.at(idOf(tenant), moment, this, tenant, named -> tenants.byIdOrSlug(named)
                .map(TenantProfile::found)
                .orElseThrow(() -> missing(named)));
    }

    @GetMapping("/{tenant}/history")
    Listed history(@PathVariable String tenant, Paging paging) {
        return past.history(idOf(tenant), this, tenant, paging, missing(tenant));
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
        return tenantId.equals(Caller.OPERATOR_TENANT) || tenantId.value().equals(id)
                ? tenants.byIdOrSlug(id).map(TenantProfile::found).orElse(null)
                : null;
    }

    @Override
    public @Nullable String idOf(TenantId tenantId, String name) {
        return tenants.byIdOrSlug(name).map(TenantView::id).orElse(null);
    }

    /** A tenant's events are its own. */
    private TenantId idOf(String tenant) {
        return new TenantId(tenants.byIdOrSlug(tenant).map(TenantView::id).orElse(tenant));
    }

    private static Rejection missing(String tenant) {
        return new Rejection(ErrorCode.TENANT_NOT_FOUND, "tenant_id", tenant);
    }
}
