package io.fasti.query.role;

import static io.fasti.eventstore.Column.Type.BIGINT;
import static io.fasti.eventstore.Column.Type.BOOLEAN;
import static io.fasti.eventstore.Column.Type.TEXT;
import static io.fasti.eventstore.Column.Type.TIMESTAMP;

import io.fasti.events.PermissionId;
import io.fasti.events.RoleEvent;
import io.fasti.events.RoleEvent.RoleCreated;
import io.fasti.events.RoleEvent.RoleDeleted;
import io.fasti.events.RoleEvent.RoleDescribed;
import io.fasti.events.RoleEvent.RoleMadeDefault;
import io.fasti.events.RoleEvent.RoleNoLongerDefault;
import io.fasti.events.RoleEvent.RolePermissionsAdded;
import io.fasti.events.RoleEvent.RolePermissionsRemoved;
import io.fasti.events.RoleEvent.RoleRenamed;
import io.fasti.events.RoleEvent.RoleReservedForMachines;
import io.fasti.eventstore.ReadModel;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation;
import io.fasti.eventstore.RowOperation.Delete;
import io.fasti.eventstore.RowOperation.Insert;
import io.fasti.eventstore.RowOperation.Update;
import io.fasti.eventstore.RowOperation.Upsert;
import io.fasti.eventstore.Table;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a role's events make of its row and of the list of its permissions. */
@Component
class RoleProjection implements ReadModel<RoleEvent> {
    static final Table ROLE = Table.named("query.role")
            .key("tenant_id", TEXT)
            .key("role_id", TEXT)
            .column("slug", TEXT)
            .column("name", TEXT)
            .column("description", TEXT)
            .column("system", BOOLEAN)
            .column("machine", BOOLEAN)
            .column("by_default", BOOLEAN)
            .column("version", BIGINT)
            .column("created_at", TIMESTAMP)
            .column("updated_at", TIMESTAMP);

    static final Table ROLE_PERMISSION = Table.named("query.role_permission")
            .key("tenant_id", TEXT)
            .key("role_id", TEXT)
            .key("permission_id", TEXT);

    @Override
    public String name() {
        return "role";
    }

    @Override
    public Class<RoleEvent> events() {
        return RoleEvent.class;
    }

    @Override
    public List<Table> tables() {
        return List.of(ROLE, ROLE_PERMISSION);
    }

    @Override
    public List<RowOperation> project(Recorded<? extends RoleEvent> recorded) {
        var key = Row.of(
                "tenant_id", recorded.tenantId().value(),
                "role_id", recorded.event().roleId().value());
        return switch (recorded.event()) {
            case RoleCreated e ->
                List.of(new Insert(ROLE, key.and(created(recorded, e)).and(touched(recorded))));
            case RoleRenamed e -> List.of(changed(recorded, key, Row.of("name", e.name())));
            case RoleDescribed e -> List.of(changed(recorded, key, Row.of("description", e.description())));
            case RoleReservedForMachines _ -> List.of(changed(recorded, key, Row.of("machine", true)));
            case RoleMadeDefault _ -> List.of(changed(recorded, key, Row.of("by_default", true)));
            case RoleNoLongerDefault _ -> List.of(changed(recorded, key, Row.of("by_default", false)));
            case RolePermissionsAdded e -> added(recorded, key, e.permissions());
            case RolePermissionsRemoved e -> removed(recorded, key, e.permissions());
            case RoleDeleted _ -> List.of(new Delete(ROLE, key), new Delete(ROLE_PERMISSION, key));
        };
    }

    private static Row created(Recorded<?> recorded, RoleCreated e) {
        return Row.of(
                "slug", e.slug(),
                "name", e.name(),
                "description", e.description(),
                "system", e.system(),
                "machine", false,
                "by_default", false,
                "created_at", recorded.occurredAt());
    }

    private static List<RowOperation> added(Recorded<?> recorded, Row key, List<PermissionId> permissions) {
        var operations = new ArrayList<RowOperation>();
        permissions.forEach(permission -> operations.add(new Upsert(ROLE_PERMISSION, of(key, permission))));
        operations.add(changed(recorded, key, Row.of()));
        return operations;
    }

    private static List<RowOperation> removed(Recorded<?> recorded, Row key, List<PermissionId> permissions) {
        var operations = new ArrayList<RowOperation>();
        permissions.forEach(permission -> operations.add(new Delete(ROLE_PERMISSION, of(key, permission))));
        operations.add(changed(recorded, key, Row.of()));
        return operations;
    }

    private static Row of(Row key, PermissionId permission) {
        return key.and(Row.of("permission_id", permission.value()));
    }

    private static RowOperation changed(Recorded<?> recorded, Row key, Row values) {
        return new Update(ROLE, key, values.and(touched(recorded)));
    }

    private static Row touched(Recorded<?> recorded) {
        return Row.of("version", recorded.sequence(), "updated_at", recorded.occurredAt());
    }
}
