package io.fasti.query.tenant;

import static io.fasti.eventstore.Column.Type.BIGINT;
import static io.fasti.eventstore.Column.Type.BOOLEAN;
import static io.fasti.eventstore.Column.Type.TEXT;
import static io.fasti.eventstore.Column.Type.TIMESTAMP;

import io.fasti.events.PasswordPolicy;
import io.fasti.events.TenantEvent;
import io.fasti.events.TenantEvent.PasswordPolicySet;
import io.fasti.events.TenantEvent.TenantCreated;
import io.fasti.events.TenantEvent.TenantRenamed;
import io.fasti.events.TenantEvent.TenantResumed;
import io.fasti.events.TenantEvent.TenantSuspended;
import io.fasti.eventstore.ReadModel;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation;
import io.fasti.eventstore.RowOperation.Insert;
import io.fasti.eventstore.RowOperation.Update;
import io.fasti.eventstore.Table;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a tenant's events make of its row. */
@Component
class TenantProjection implements ReadModel<TenantEvent> {
    static final Table TENANT = Table.named("query.tenant")
            .key("tenant_id", TEXT)
            .column("slug", TEXT)
            .column("name", TEXT)
            .column("suspended", BOOLEAN)
            .column("password_min_length", BIGINT)
            .column("password_require_uppercase", BOOLEAN)
            .column("password_require_numbers", BOOLEAN)
            .column("password_require_symbols", BOOLEAN)
            .column("version", BIGINT)
            .column("created_at", TIMESTAMP)
            .column("updated_at", TIMESTAMP);

    @Override
    public String name() {
        return "tenant";
    }

    @Override
    public Class<TenantEvent> events() {
        return TenantEvent.class;
    }

    @Override
    public List<Table> tables() {
        return List.of(TENANT);
    }

    @Override
    public List<RowOperation> project(Recorded<? extends TenantEvent> recorded) {
        return switch (recorded.event()) {
            case TenantCreated e -> created(recorded, e);
            case TenantRenamed e -> changed(recorded, Row.of("name", e.name()));
            case PasswordPolicySet e -> changed(recorded, policy(e.policy()));
            case TenantSuspended _ -> changed(recorded, Row.of("suspended", true));
            case TenantResumed _ -> changed(recorded, Row.of("suspended", false));
        };
    }

    private static List<RowOperation> created(Recorded<? extends TenantEvent> recorded, TenantCreated e) {
        var row = Row.of("slug", e.slug(), "name", e.name(), "suspended", false, "created_at", recorded.occurredAt());
        return List.of(new Insert(
                TENANT,
                key(recorded).and(row).and(policy(PasswordPolicy.DEFAULT)).and(touched(recorded))));
    }

    private static List<RowOperation> changed(Recorded<? extends TenantEvent> recorded, Row values) {
        return List.of(new Update(TENANT, key(recorded), values.and(touched(recorded))));
    }

    private static Row policy(PasswordPolicy policy) {
        return Row.of(
                "password_min_length", policy.minLength(),
                "password_require_uppercase", policy.requireUppercase(),
                "password_require_numbers", policy.requireNumbers(),
                "password_require_symbols", policy.requireSymbols());
    }

    private static Row key(Recorded<? extends TenantEvent> recorded) {
        return Row.of("tenant_id", recorded.event().tenantId().value());
    }

    private static Row touched(Recorded<?> recorded) {
        return Row.of("version", recorded.sequence(), "updated_at", recorded.occurredAt());
    }
}
