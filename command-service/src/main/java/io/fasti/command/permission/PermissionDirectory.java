package io.fasti.command.permission;

import static io.fasti.eventstore.Column.Type.TEXT;

import io.fasti.command.References;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.PermissionEvent;
import io.fasti.events.PermissionEvent.PermissionCategorized;
import io.fasti.events.PermissionEvent.PermissionCreated;
import io.fasti.events.PermissionEvent.PermissionDeleted;
import io.fasti.events.PermissionEvent.PermissionDescribed;
import io.fasti.events.PermissionEvent.PermissionRenamed;
import io.fasti.events.TenantId;
import io.fasti.eventstore.Directory;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation;
import io.fasti.eventstore.RowOperation.Delete;
import io.fasti.eventstore.RowOperation.Insert;
import io.fasti.eventstore.Table;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which permissions there are, and their slugs. */
@Component
final class PermissionDirectory implements Directory<PermissionEvent> {
    private static final Table SLUG = Table.named("command.permission_slug")
            .key("tenant_id", TEXT)
            .key("slug", TEXT)
            .column("permission_id", TEXT);
    private static final Table DELETED =
            Table.named("command.deleted_permission").key("tenant_id", TEXT).key("permission_id", TEXT);

    @Override
    public Class<PermissionEvent> events() {
        return PermissionEvent.class;
    }

    @Override
    public List<Table> tables() {
        return List.of(References.PERMISSION, SLUG, DELETED);
    }

    @Override
    public List<RowOperation> project(Recorded<? extends PermissionEvent> recorded) {
        var tenant = recorded.tenantId();
        return switch (recorded.event()) {
            case PermissionCreated e -> created(tenant, e);
            case PermissionRenamed _, PermissionDescribed _, PermissionCategorized _ -> List.of();
            case PermissionDeleted e -> deleted(tenant, e);
        };
    }

    private static List<RowOperation> created(TenantId tenant, PermissionCreated e) {
        var id = e.permissionId();
        return List.of(
                new Insert(
                        SLUG,
                        slug(tenant, e.slug()).and(Row.of("permission_id", id.value())),
                        new Rejection(ErrorCode.PERMISSION_SLUG_TAKEN, "slug", e.slug())),
                new Insert(References.PERMISSION, References.key(tenant, id)));
    }

    private static List<RowOperation> deleted(TenantId tenant, PermissionDeleted e) {
        var key = References.key(tenant, e.permissionId());
        return List.of(
                new Delete(SLUG, slug(tenant, e.slug())),
                new Delete(References.PERMISSION, key),
                new Insert(DELETED, key));
    }

    private static Row slug(TenantId tenant, String slug) {
        return Row.of("tenant_id", tenant.value(), "slug", slug);
    }
}
