package io.fasti.command;

import static io.fasti.eventstore.Column.Type.BOOLEAN;
import static io.fasti.eventstore.Column.Type.TEXT;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.GroupId;
import io.fasti.events.PermissionId;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation.Require;
import io.fasti.eventstore.Table;

/** What other streams may refer to: a row each for every role, permission and group that lives. */
public final class References {
    /** With what requests that name roles must know of them at once. */
    public static final Table ROLE = Table.named("command.live_role")
            .key("tenant_id", TEXT)
            .key("role_id", TEXT)
            .column("name", TEXT)
            .column("machine", BOOLEAN)
            .column("by_default", BOOLEAN);

    public static final Table PERMISSION =
            Table.named("command.live_permission").key("tenant_id", TEXT).key("permission_id", TEXT);
    public static final Table GROUP =
            Table.named("command.live_group").key("tenant_id", TEXT).key("group_id", TEXT);

    private References() {}

    public static Row key(TenantId tenantId, RoleId roleId) {
        return Row.of("tenant_id", tenantId.value(), "role_id", roleId.value());
    }

    public static Row key(TenantId tenantId, PermissionId permissionId) {
        return Row.of("tenant_id", tenantId.value(), "permission_id", permissionId.value());
    }

    public static Row key(TenantId tenantId, GroupId groupId) {
        return Row.of("tenant_id", tenantId.value(), "group_id", groupId.value());
    }

    public static Require require(TenantId tenantId, RoleId roleId) {
        return new Require(
                ROLE, key(tenantId, roleId), new Rejection(ErrorCode.ROLE_NOT_FOUND, "role_id", roleId.value()));
    }

    public static Require require(TenantId tenantId, PermissionId permissionId) {
        return new Require(
                PERMISSION,
                key(tenantId, permissionId),
                new Rejection(ErrorCode.PERMISSION_NOT_FOUND, "permission_id", permissionId.value()));
    }

    public static Require require(TenantId tenantId, GroupId groupId) {
        return new Require(
                GROUP, key(tenantId, groupId), new Rejection(ErrorCode.GROUP_NOT_FOUND, "group_id", groupId.value()));
    }
}
