package io.fasti.command.role;

import static io.fasti.eventstore.Column.Type.TEXT;

import io.fasti.command.References;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
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
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.eventstore.Directory;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation;
import io.fasti.eventstore.RowOperation.Delete;
import io.fasti.eventstore.RowOperation.Insert;
import io.fasti.eventstore.RowOperation.Update;
import io.fasti.eventstore.Table;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which roles there are, for whom, their names and slugs, and who has to lose what when a permission goes. */
@Component
final class RoleDirectory implements Directory<RoleEvent> {
    private static final Table SLUG = Table.named("command.role_slug")
            .key("tenant_id", TEXT)
            .key("slug", TEXT)
            .column("role_id", TEXT);
    private static final Table PERMISSION_OF_ROLE = Table.named("command.permission_of_role")
            .key("tenant_id", TEXT)
            .key("permission_id", TEXT)
            .key("role_id", TEXT);
    private static final Table DELETED =
            Table.named("command.deleted_role").key("tenant_id", TEXT).key("role_id", TEXT);

    @Override
    public Class<RoleEvent> events() {
        return RoleEvent.class;
    }

    @Override
    public List<Table> tables() {
        return List.of(References.ROLE, SLUG, PERMISSION_OF_ROLE, DELETED);
    }

    @Override
    public List<RowOperation> project(Recorded<? extends RoleEvent> recorded) {
        var tenant = recorded.tenantId();
        return switch (recorded.event()) {
            case RoleCreated e ->
                List.of(
                        new Insert(
                                SLUG,
                                slug(tenant, e.slug())
                                        .and(Row.of("role_id", e.roleId().value())),
                                new Rejection(ErrorCode.ROLE_SLUG_TAKEN, "slug", e.slug())),
                        new Insert(
                                References.ROLE,
                                References.key(tenant, e.roleId())
                                        .and(Row.of("name", e.name(), "machine", false, "by_default", false))));
            case RoleRenamed e -> told(tenant, e.roleId(), Row.of("name", e.name()));
            case RoleReservedForMachines e -> told(tenant, e.roleId(), Row.of("machine", true));
            case RoleMadeDefault e -> told(tenant, e.roleId(), Row.of("by_default", true));
            case RoleNoLongerDefault e -> told(tenant, e.roleId(), Row.of("by_default", false));
            case RoleDescribed _ -> List.of();
            case RolePermissionsAdded e -> granted(tenant, e.roleId(), e.permissions());
            case RolePermissionsRemoved e -> released(tenant, e.roleId(), e.permissions());
            case RoleDeleted e -> deleted(tenant, e);
        };
    }

    private static List<RowOperation> told(TenantId tenant, RoleId role, Row values) {
        return List.of(new Update(References.ROLE, References.key(tenant, role), values));
    }

    private static List<RowOperation> granted(TenantId tenant, RoleId role, List<PermissionId> permissions) {
        var operations = new ArrayList<RowOperation>();
        for (var permission : permissions) {
            operations.add(References.require(tenant, permission));
            operations.add(new Insert(PERMISSION_OF_ROLE, grant(tenant, permission, role)));
        }
        return operations;
    }

    private static List<RowOperation> released(TenantId tenant, RoleId role, List<PermissionId> permissions) {
        return permissions.stream()
                .<RowOperation>map(permission -> new Delete(PERMISSION_OF_ROLE, grant(tenant, permission, role)))
                .toList();
    }

    private static List<RowOperation> deleted(TenantId tenant, RoleDeleted e) {
        var operations = new ArrayList<RowOperation>(released(tenant, e.roleId(), e.permissions()));
        operations.add(new Delete(SLUG, slug(tenant, e.slug())));
        operations.add(new Delete(References.ROLE, References.key(tenant, e.roleId())));
        operations.add(new Insert(DELETED, References.key(tenant, e.roleId())));
        return operations;
    }

    private static Row slug(TenantId tenant, String slug) {
        return Row.of("tenant_id", tenant.value(), "slug", slug);
    }

    private static Row grant(TenantId tenant, PermissionId permission, RoleId role) {
        return Row.of("tenant_id", tenant.value(), "permission_id", permission.value(), "role_id", role.value());
    }
}
