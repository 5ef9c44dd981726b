package io.fasti.query.apikey;

import static io.fasti.eventstore.Column.Type.BIGINT;
import static io.fasti.eventstore.Column.Type.JSON;
import static io.fasti.eventstore.Column.Type.TEXT;
import static io.fasti.eventstore.Column.Type.TIMESTAMP;

import io.fasti.events.ApiKeyEvent;
import io.fasti.events.ApiKeyEvent.ApiKeyCreated;
import io.fasti.events.ApiKeyEvent.ApiKeyRevoked;
import io.fasti.eventstore.ReadModel;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation;
import io.fasti.eventstore.RowOperation.Insert;
import io.fasti.eventstore.RowOperation.Update;
import io.fasti.eventstore.Table;
import io.fasti.query.platform.Cells;
import java.util.List;
import org.springframework.stereotype.Component;

/** What an API key's events make of its row. */
@Component
class ApiKeyProjection implements ReadModel<ApiKeyEvent> {
    static final Table API_KEY = Table.named("query.api_key")
            .key("tenant_id", TEXT)
            .key("api_key_id", TEXT)
            .column("name", TEXT)
            .column("hint", TEXT)
            .column("scopes", JSON)
            .column("expires_at", TIMESTAMP)
            .column("revoked_at", TIMESTAMP)
            .column("version", BIGINT)
            .column("created_at", TIMESTAMP);

    @Override
    public String name() {
        return "api_key";
    }

    @Override
    public Class<ApiKeyEvent> events() {
        return ApiKeyEvent.class;
    }

    @Override
    public List<Table> tables() {
        return List.of(API_KEY);
    }

    @Override
    public List<RowOperation> project(Recorded<? extends ApiKeyEvent> recorded) {
        var key = Row.of(
                "tenant_id", recorded.tenantId().value(),
                "api_key_id", recorded.event().apiKeyId().value());
        var version = Row.of("version", recorded.sequence());
        return switch (recorded.event()) {
            case ApiKeyCreated e ->
                List.of(new Insert(API_KEY, key.and(created(recorded, e)).and(version)));
            case ApiKeyRevoked _ ->
                List.of(new Update(API_KEY, key, version.and(Row.of("revoked_at", recorded.occurredAt()))));
        };
    }

    private static Row created(Recorded<?> recorded, ApiKeyCreated e) {
        return Row.of(
                "name", e.name(),
                "hint", e.hint(),
                "scopes", Cells.json(e.scopes()),
                "expires_at", e.expiresAt(),
                "created_at", recorded.occurredAt());
    }
}
