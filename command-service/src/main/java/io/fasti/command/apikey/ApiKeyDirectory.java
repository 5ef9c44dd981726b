package io.fasti.command.apikey;

import static io.fasti.eventstore.Column.Type.TEXT;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.ApiKeyEvent;
import io.fasti.events.ApiKeyEvent.ApiKeyCreated;
import io.fasti.events.ApiKeyEvent.ApiKeyRevoked;
import io.fasti.events.ApiKeyId;
import io.fasti.events.TenantId;
import io.fasti.eventstore.Directory;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation;
import io.fasti.eventstore.RowOperation.Delete;
import io.fasti.eventstore.RowOperation.Insert;
import io.fasti.eventstore.Table;
import io.fasti.http.caller.ApiKeys;
import io.fasti.http.caller.Caller;
import io.fasti.http.caller.Scopes;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The keys in force as every call finds them. A key is claimed in the operator's name, since it is unique over all
 * tenants, and for ever: what was revoked once cannot be made again.
 */
@Component
final class ApiKeyDirectory implements Directory<ApiKeyEvent> {
    private static final Table CLAIM = Table.named("command.api_key_claim")
            .key("tenant_id", TEXT)
            .key("hash", TEXT)
            .column("owner_id", TEXT)
            .column("api_key_id", TEXT);

    @Override
    public Class<ApiKeyEvent> events() {
        return ApiKeyEvent.class;
    }

    @Override
    public List<Table> tables() {
        return List.of(CLAIM, ApiKeys.TABLE);
    }

    @Override
    public List<RowOperation> project(Recorded<? extends ApiKeyEvent> recorded) {
        return switch (recorded.event()) {
            case ApiKeyCreated e -> created(recorded.tenantId(), e);
            case ApiKeyRevoked e -> List.of(new Delete(ApiKeys.TABLE, key(recorded.tenantId(), e.apiKeyId())));
        };
    }

    private static List<RowOperation> created(TenantId tenant, ApiKeyCreated e) {
        var claim = Row.of(
                "tenant_id", Caller.OPERATOR_TENANT.value(),
                "hash", e.hash(),
                "owner_id", tenant.value(),
                "api_key_id", e.apiKeyId().value());
        var row = Row.of(
                "hash", e.hash(),
                "name", e.name(),
                "scopes", Scopes.join(e.scopes()),
                "expires_at", e.expiresAt());
        return List.of(
                new Insert(CLAIM, claim, new Rejection(ErrorCode.API_KEY_TAKEN)),
                new Insert(ApiKeys.TABLE, key(tenant, e.apiKeyId()).and(row)));
    }

    private static Row key(TenantId tenant, ApiKeyId apiKey) {
        return Row.of("tenant_id", tenant.value(), "api_key_id", apiKey.value());
    }
}
