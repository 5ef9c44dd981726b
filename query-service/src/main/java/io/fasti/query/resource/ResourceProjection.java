package io.fasti.query.resource;

import static io.fasti.eventstore.Column.Type.BIGINT;
import static io.fasti.eventstore.Column.Type.BOOLEAN;
import static io.fasti.eventstore.Column.Type.TEXT;
import static io.fasti.eventstore.Column.Type.TIMESTAMP;

import io.fasti.events.ResourceEvent;
import io.fasti.events.ResourceEvent.ResourceCreated;
import io.fasti.eventstore.ReadModel;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation;
import io.fasti.eventstore.RowOperation.Insert;
import io.fasti.eventstore.Table;
import java.util.List;
import org.springframework.stereotype.Component;

/** What an API resource's events make of its row. */
@Component
class ResourceProjection implements ReadModel<ResourceEvent> {
    static final Table RESOURCE = Table.named("query.resource")
            .key("tenant_id", TEXT)
            .key("resource_id", TEXT)
            .column("name", TEXT)
            .column("indicator", TEXT)
            .column("built_in", BOOLEAN)
            .column("version", BIGINT)
            .column("created_at", TIMESTAMP)
            .column("updated_at", TIMESTAMP);

    @Override
    public String name() {
        return "resource";
    }

    @Override
    public Class<ResourceEvent> events() {
        return ResourceEvent.class;
    }

    @Override
    public List<Table> tables() {
        return List.of(RESOURCE);
    }

    @Override
    public List<RowOperation> project(Recorded<? extends ResourceEvent> recorded) {
        return switch (recorded.event()) {
            case ResourceCreated e ->
                List.of(new Insert(
                        RESOURCE,
                        Row.of(
                                "tenant_id", recorded.tenantId().value(),
                                "resource_id", e.resourceId().value(),
                                "name", e.name(),
                                "indicator", e.indicator(),
                                "built_in", e.builtIn(),
                                "version", recorded.sequence(),
                                "created_at", recorded.occurredAt(),
                                "updated_at", recorded.occurredAt())));
        };
    }
}
