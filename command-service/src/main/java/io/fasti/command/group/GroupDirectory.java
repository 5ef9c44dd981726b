package io.fasti.command.group;

import static io.fasti.eventstore.Column.Type.TEXT;

import io.fasti.command.References;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.GroupEvent;
import io.fasti.events.GroupEvent.GroupCreated;
import io.fasti.events.GroupEvent.GroupDeleted;
import io.fasti.events.GroupEvent.GroupDescribed;
import io.fasti.events.GroupEvent.GroupRenamed;
import io.fasti.events.GroupEvent.GroupRolesAdded;
import io.fasti.events.GroupEvent.GroupRolesRemoved;
import io.fasti.events.GroupEvent.GroupSlugChanged;
import io.fasti.events.GroupId;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.eventstore.Directory;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation;
import io.fasti.eventstore.RowOperation.Delete;
import io.fasti.eventstore.RowOperation.Insert;
import io.fasti.eventstore.Table;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which groups there are, their slugs, and who has to lose what when a role goes. */
@Component
final class GroupDirectory implements Directory<GroupEvent> {
    private static final Table SLUG = Table.named("command.group_slug")
            .key("tenant_id", TEXT)
            .key("slug", TEXT)
            .column("group_id", TEXT);
    private static final Table ROLE_OF_GROUP = Table.named("command.role_of_group")
            .key("tenant_id", TEXT)
            .key("role_id", TEXT)
            .key("group_id", TEXT);
    private static final Table DELETED =
            Table.named("command.deleted_group").key("tenant_id", TEXT).key("group_id", TEXT);

    @Override
    public Class<GroupEvent> events() {
        return GroupEvent.class;
    }

    @Override
    public List<Table> tables() {
        return List.of(References.GROUP, SLUG, ROLE_OF_GROUP, DELETED);
    }

    @Override
    public List<RowOperation> project(Recorded<? extends GroupEvent> recorded) {
        var tenant = recorded.tenantId();
        return switch (recorded.event()) {
            case GroupCreated e ->
                List.of(
                        claim(tenant, e.slug(), e.groupId()),
                        new Insert(References.GROUP, References.key(tenant, e.groupId())));
            case GroupSlugChanged e ->
                List.of(new Delete(SLUG, slug(tenant, e.from())), claim(tenant, e.slug(), e.groupId()));
            case GroupRenamed _, GroupDescribed _ -> List.of();
            case GroupRolesAdded e -> granted(tenant, e.groupId(), e.roles());
            case GroupRolesRemoved e -> released(tenant, e.groupId(), e.roles());
            case GroupDeleted e -> deleted(tenant, e);
        };
    }

    private static RowOperation claim(TenantId tenant, String slug, GroupId group) {
        return new Insert(
                SLUG,
                slug(tenant, slug).and(Row.of("group_id", group.value())),
                new Rejection(ErrorCode.GROUP_SLUG_TAKEN, "slug", slug));
    }

    private static List<RowOperation> granted(TenantId tenant, GroupId group, List<RoleId> roles) {
        var operations = new ArrayList<RowOperation>();
        for (var role : roles) {
            operations.add(References.require(tenant, role));
            operations.add(new Insert(ROLE_OF_GROUP, grant(tenant, role, group)));
        }
        return operations;
    }

    private static List<RowOperation> released(TenantId tenant, GroupId group, List<RoleId> roles) {
        return roles.stream()
                .<RowOperation>map(role -> new Delete(ROLE_OF_GROUP, grant(tenant, role, group)))
                .toList();
    }

    private static List<RowOperation> deleted(TenantId tenant, GroupDeleted e) {
        var operations = new ArrayList<RowOperation>(released(tenant, e.groupId(), e.roles()));
        operations.add(new Delete(SLUG, slug(tenant, e.slug())));
        operations.add(new Delete(References.GROUP, References.key(tenant, e.groupId())));
        operations.add(new Insert(DELETED, References.key(tenant, e.groupId())));
        return operations;
    }

    private static Row slug(TenantId tenant, String slug) {
        return Row.of("tenant_id", tenant.value(), "slug", slug);
    }

    private static Row grant(TenantId tenant, RoleId role, GroupId group) {
        return Row.of("tenant_id", tenant.value(), "role_id", role.value(), "group_id", group.value());
    }
}
