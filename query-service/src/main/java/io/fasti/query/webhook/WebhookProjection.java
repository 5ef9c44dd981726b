package io.fasti.query.webhook;

import static io.fasti.eventstore.Column.Type.BIGINT;
import static io.fasti.eventstore.Column.Type.BOOLEAN;
import static io.fasti.eventstore.Column.Type.JSON;
import static io.fasti.eventstore.Column.Type.TEXT;
import static io.fasti.eventstore.Column.Type.TIMESTAMP;

import io.fasti.events.WebhookEvent;
import io.fasti.events.WebhookEvent.WebhookCreated;
import io.fasti.events.WebhookEvent.WebhookDeleted;
import io.fasti.events.WebhookEvent.WebhookDescribed;
import io.fasti.events.WebhookEvent.WebhookDisabled;
import io.fasti.events.WebhookEvent.WebhookEnabled;
import io.fasti.events.WebhookEvent.WebhookEventsChanged;
import io.fasti.events.WebhookEvent.WebhookUrlChanged;
import io.fasti.eventstore.ReadModel;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation;
import io.fasti.eventstore.RowOperation.Delete;
import io.fasti.eventstore.RowOperation.Insert;
import io.fasti.eventstore.RowOperation.Update;
import io.fasti.eventstore.Table;
import io.fasti.query.platform.Cells;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a webhook's events make of its row. Of the secret it keeps only which event holds it. */
@Component
class WebhookProjection implements ReadModel<WebhookEvent> {
    static final Table WEBHOOK = Table.named("query.webhook")
            .key("tenant_id", TEXT)
            .key("webhook_id", TEXT)
            .column("url", TEXT)
            .column("events", JSON)
            .column("description", TEXT)
            .column("active", BOOLEAN)
            .column("created_position", BIGINT)
            .column("secret_position", BIGINT)
            .column("version", BIGINT)
            .column("created_at", TIMESTAMP)
            .column("updated_at", TIMESTAMP);

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public Class<WebhookEvent> events() {
        return WebhookEvent.class;
    }

    @Override
    public List<Table> tables() {
        return List.of(WEBHOOK);
    }

    @Override
    public List<RowOperation> project(Recorded<? extends WebhookEvent> recorded) {
        var key = Row.of(
                "tenant_id", recorded.tenantId().value(),
                "webhook_id", recorded.event().webhookId().value());
        return List.of(
                switch (recorded.event()) {
                    case WebhookCreated e ->
                        new Insert(WEBHOOK, key.and(created(recorded, e)).and(touched(recorded)));
                    case WebhookUrlChanged e -> changed(recorded, key, Row.of("url", e.url()));
                    case WebhookEventsChanged e -> changed(recorded, key, Row.of("events", Cells.json(e.events())));
                    case WebhookDescribed e -> changed(recorded, key, Row.of("description", e.description()));
                    case WebhookEnabled _ -> changed(recorded, key, Row.of("active", true));
                    case WebhookDisabled _ -> changed(recorded, key, Row.of("active", false));
                    case WebhookDeleted _ -> new Delete(WEBHOOK, key);
                });
    }

    private static Row created(Recorded<?> recorded, WebhookCreated e) {
        return Row.of(
                "url", e.url(),
                "events", Cells.json(e.events()),
                "description", e.description(),
                "active", e.active(),
                "created_position", recorded.position(),
                "secret_position", recorded.position(),
                "created_at", recorded.occurredAt());
    }

    private static RowOperation changed(Recorded<?> recorded, Row key, Row values) {
        return new Update(WEBHOOK, key, values.and(touched(recorded)));
    }

    private static Row touched(Recorded<?> recorded) {
        return Row.of("version", recorded.sequence(), "updated_at", recorded.occurredAt());
    }
}
