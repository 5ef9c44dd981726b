package io.fasti.query.lumo;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.TenantId;
import io.fasti.http.Call;
import io.fasti.http.Found;
import io.fasti.http.Listed;
import io.fasti.http.Moment;
import io.fasti.http.Paging;
import io.fasti.http.caller.Area;
import io.fasti.http.caller.Requires;
import io.fasti.http.readback.Shown;
import io.fasti.query.past.TimeTravel;
import io.fasti.query.tenant.TenantQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The tenant that is called. */
@RestController
@RequestMapping("/api/v1/admin/tenant")
@Requires(Area.TENANT)
class TenantController implements Shown {
    private final TenantQueries tenants;
    private final TimeTravel past;

    TenantController(TenantQueries tenants, TimeTravel past) {
        this.tenants = tenants;
        this.past = past;
    }

    @GetMapping
    Found get(Call call, Moment moment) {
        var tenantId = call.tenant().id();
        return past.at(tenantId, moment, this, tenantId.value(), _ -> tenants.byId(tenantId)
                .map(TenantProfile::found)
                .orElseThrow(() -> new Rejection(ErrorCode.TENANT_NOT_FOUND)));
    }

    @GetMapping("/history")
    Listed history(Call call, Paging paging) {
        var tenantId = call.tenant().id();
        return past.history(tenantId, this, tenantId.value(), paging, new Rejection(ErrorCode.TENANT_NOT_FOUND));
    }

    @Override
    public String dialect() {
        return "lumo";
    }

    @Override
    public String kind() {
        return "tenant";
    }

    /** A tenant is shown to itself only, whatever id is asked for. */
    @Override
    public @Nullable Found show(TenantId tenantId, String id) {
        return tenants.byId(tenantId).map(TenantProfile::found).orElse(null);
    }
}
