package io.fasti.command.resource;

import static io.fasti.eventstore.Column.Type.TEXT;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.ResourceEvent;
import io.fasti.events.ResourceEvent.ResourceCreated;
import io.fasti.eventstore.Directory;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation;
import io.fasti.eventstore.RowOperation.Insert;
import io.fasti.eventstore.Table;
import java.util.List;
import org.springframework.stereotype.Component;

/** By what API resources are named. The indicator of the built-in one keeps a tenant from having two. */
@Component
final class ResourceDirectory implements Directory<ResourceEvent> {
    private static final Table INDICATOR = Table.named("command.resource_indicator")
            .key("tenant_id", TEXT)
            .key("indicator", TEXT)
            .column("resource_id", TEXT);

    @Override
    public Class<ResourceEvent> events() {
        return ResourceEvent.class;
    }

    @Override
    public List<Table> tables() {
        return List.of(INDICATOR);
    }

    @Override
    public List<RowOperation> project(Recorded<? extends ResourceEvent> recorded) {
        return switch (recorded.event()) {
            case ResourceCreated e ->
                List.of(new Insert(
                        INDICATOR,
                        Row.of(
                                "tenant_id", recorded.tenantId().value(),
                                "indicator", e.indicator(),
                                "resource_id", e.resourceId().value()),
                        new Rejection(ErrorCode.RESOURCE_INDICATOR_TAKEN, "indicator", e.indicator())));
        };
    }
}
