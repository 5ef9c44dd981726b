package io.fasti.command.tenant;

import static io.fasti.eventstore.Column.Type.TEXT;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.TenantEvent;
import io.fasti.events.TenantEvent.PasswordPolicySet;
import io.fasti.events.TenantEvent.TenantCreated;
import io.fasti.events.TenantEvent.TenantRenamed;
import io.fasti.events.TenantEvent.TenantResumed;
import io.fasti.events.TenantEvent.TenantSuspended;
import io.fasti.events.TenantId;
import io.fasti.eventstore.Directory;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation;
import io.fasti.eventstore.RowOperation.Insert;
import io.fasti.eventstore.RowOperation.Update;
import io.fasti.eventstore.Table;
import io.fasti.http.caller.Caller;
import io.fasti.http.tenant.Tenants;
import java.util.List;
import org.springframework.stereotype.Component;

/** The tenants as every call finds them. A slug is claimed in the operator's name, since it is unique over all tenants. */
@Component
final class TenantDirectory implements Directory<TenantEvent> {
    private static final Table SLUG = Table.named("command.tenant_slug")
            .key("tenant_id", TEXT)
            .key("slug", TEXT)
            .column("owner_id", TEXT);

    @Override
    public Class<TenantEvent> events() {
        return TenantEvent.class;
    }

    @Override
    public List<Table> tables() {
        return List.of(SLUG, Tenants.TABLE);
    }

    @Override
    public List<RowOperation> project(Recorded<? extends TenantEvent> recorded) {
        return switch (recorded.event()) {
            case TenantCreated e -> created(e);
            case TenantRenamed e -> changed(e.tenantId(), Row.of("name", e.name()));
            case PasswordPolicySet e -> changed(e.tenantId(), Tenants.columns(e.policy()));
            case TenantSuspended e -> changed(e.tenantId(), Row.of("suspended", true));
            case TenantResumed e -> changed(e.tenantId(), Row.of("suspended", false));
        };
    }

    private static List<RowOperation> created(TenantCreated e) {
        var claim = Row.of(
                "tenant_id", Caller.OPERATOR_TENANT.value(),
                "slug", e.slug(),
                "owner_id", e.tenantId().value());
        return List.of(
                new Insert(SLUG, claim, new Rejection(ErrorCode.TENANT_SLUG_TAKEN, "slug", e.slug())),
                new Insert(Tenants.TABLE, Tenants.row(e.tenantId(), e.slug(), e.name())));
    }

    private static List<RowOperation> changed(TenantId tenantId, Row values) {
        return List.of(new Update(Tenants.TABLE, Row.of("tenant_id", tenantId.value()), values));
    }
}
