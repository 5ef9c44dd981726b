package io.fasti.query.permission;

import static io.fasti.eventstore.Column.Type.BIGINT;
import static io.fasti.eventstore.Column.Type.BOOLEAN;
import static io.fasti.eventstore.Column.Type.TEXT;
import static io.fasti.eventstore.Column.Type.TIMESTAMP;

import io.fasti.events.PermissionEvent;
import io.fasti.events.PermissionEvent.PermissionCategorized;
import io.fasti.events.PermissionEvent.PermissionCreated;
import io.fasti.events.PermissionEvent.PermissionDeleted;
import io.fasti.events.PermissionEvent.PermissionDescribed;
import io.fasti.events.PermissionEvent.PermissionRenamed;
import io.fasti.eventstore.ReadModel;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation;
import io.fasti.eventstore.RowOperation.Delete;
import io.fasti.eventstore.RowOperation.Insert;
import io.fasti.eventstore.RowOperation.Update;
import io.fasti.eventstore.Table;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a permission's events make of its row. */
@Component
class PermissionProjection implements ReadModel<PermissionEvent> {
    static final Table PERMISSION = Table.named("query.permission")
            .key("tenant_id", TEXT)
            .key("permission_id", TEXT)
            .column("slug", TEXT)
            .column("name", TEXT)
            .column("description", TEXT)
            .column("category", TEXT)
            .column("resource", TEXT)
            .column("action", TEXT)
            .column("system", BOOLEAN)
            .column("version", BIGINT)
            .column("created_at", TIMESTAMP)
            .column("updated_at", TIMESTAMP);

    @Override
    public String name() {
        return "permission";
    }

    @Override
    public Class<PermissionEvent> events() {
        return PermissionEvent.class;
    }

    @Override
    public List<Table> tables() {
        return List.of(PERMISSION);
    }

    @Override
    public List<RowOperation> project(Recorded<? extends PermissionEvent> recorded) {
        return switch (recorded.event()) {
            case PermissionCreated e -> created(recorded, e);
            case PermissionRenamed e -> changed(recorded, Row.of("name", e.name()));
            case PermissionDescribed e -> changed(recorded, Row.of("description", e.description()));
            case PermissionCategorized e -> changed(recorded, Row.of("category", e.category()));
            case PermissionDeleted _ -> List.of(new Delete(PERMISSION, key(recorded)));
        };
    }

    private static List<RowOperation> created(Recorded<? extends PermissionEvent> recorded, PermissionCreated e) {
        var row = Row.of(
                "slug", e.slug(),
                "name", e.name(),
                "description", e.description(),
                "category", e.category(),
                "resource", e.resource(),
                "action", e.action(),
                "system", e.system(),
                "created_at", recorded.occurredAt());
        return List.of(new Insert(PERMISSION, key(recorded).and(row).and(touched(recorded))));
    }

    private static List<RowOperation> changed(Recorded<? extends PermissionEvent> recorded, Row values) {
        return List.of(new Update(PERMISSION, key(recorded), values.and(touched(recorded))));
    }

    private static Row key(Recorded<? extends PermissionEvent> recorded) {
        return Row.of(
                "tenant_id", recorded.tenantId().value(),
                "permission_id", recorded.event().permissionId().value());
    }

    private static Row touched(Recorded<?> recorded) {
        return Row.of("version", recorded.sequence(), "updated_at", recorded.occurredAt());
    }
}
