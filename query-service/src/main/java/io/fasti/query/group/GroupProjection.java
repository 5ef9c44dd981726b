package io.fasti.query.group;

import static io.fasti.eventstore.Column.Type.BIGINT;
import static io.fasti.eventstore.Column.Type.TEXT;
import static io.fasti.eventstore.Column.Type.TIMESTAMP;

import io.fasti.events.GroupEvent;
import io.fasti.events.GroupEvent.GroupCreated;
import io.fasti.events.GroupEvent.GroupDeleted;
import io.fasti.events.GroupEvent.GroupDescribed;
import io.fasti.events.GroupEvent.GroupRenamed;
import io.fasti.events.GroupEvent.GroupRolesAdded;
import io.fasti.events.GroupEvent.GroupRolesRemoved;
import io.fasti.events.GroupEvent.GroupSlugChanged;
import io.fasti.events.RoleId;
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

/** What a group's events make of its row and of the list of its roles. */
@Component
class GroupProjection implements ReadModel<GroupEvent> {
    static final Table GROUP = Table.named("query.group")
            .key("tenant_id", TEXT)
            .key("group_id", TEXT)
            .column("slug", TEXT)
            .column("name", TEXT)
            .column("description", TEXT)
            .column("version", BIGINT)
            .column("created_at", TIMESTAMP)
            .column("updated_at", TIMESTAMP);

    static final Table GROUP_ROLE = Table.named("query.group_role")
            .key("tenant_id", TEXT)
            .key("group_id", TEXT)
            .key("role_id", TEXT);

    @Override
    public String name() {
        return "group";
    }

    @Override
    public Class<GroupEvent> events() {
        return GroupEvent.class;
    }

    @Override
    public List<Table> tables() {
        return List.of(GROUP, GROUP_ROLE);
    }

    @Override
    public List<RowOperation> project(Recorded<? extends GroupEvent> recorded) {
        var key = Row.of(
                "tenant_id", recorded.tenantId().value(),
                "group_id", recorded.event().groupId().value());
        return switch (recorded.event()) {
            case GroupCreated e ->
                List.of(new Insert(GROUP, key.and(created(recorded, e)).and(touched(recorded))));
            case GroupRenamed e -> List.of(changed(recorded, key, Row.of("name", e.name())));
            case GroupSlugChanged e -> List.of(changed(recorded, key, Row.of("slug", e.slug())));
            case GroupDescribed e -> List.of(changed(recorded, key, Row.of("description", e.description())));
            case GroupRolesAdded e -> added(recorded, key, e.roles());
            case GroupRolesRemoved e -> removed(recorded, key, e.roles());
            case GroupDeleted _ -> List.of(new Delete(GROUP, key), new Delete(GROUP_ROLE, key));
        };
    }

    private static Row created(Recorded<?> recorded, GroupCreated e) {
        return Row.of(
                "slug", e.slug(),
                "name", e.name(),
                "description", e.description(),
                "created_at", recorded.occurredAt());
    }

    private static List<RowOperation> added(Recorded<?> recorded, Row key, List<RoleId> roles) {
        var operations = new ArrayList<RowOperation>();
        roles.forEach(role -> operations.add(new Upsert(GROUP_ROLE, of(key, role))));
        operations.add(changed(recorded, key, Row.of()));
        return operations;
    }

    private static List<RowOperation> removed(Recorded<?> recorded, Row key, List<RoleId> roles) {
        var operations = new ArrayList<RowOperation>();
        roles.forEach(role -> operations.add(new Delete(GROUP_ROLE, of(key, role))));
        operations.add(changed(recorded, key, Row.of()));
        return operations;
    }

    private static Row of(Row key, RoleId role) {
        return key.and(Row.of("role_id", role.value()));
    }

    private static RowOperation changed(Recorded<?> recorded, Row key, Row values) {
        return new Update(GROUP, key, values.and(touched(recorded)));
    }

    private static Row touched(Recorded<?> recorded) {
        return Row.of("version", recorded.sequence(), "updated_at", recorded.occurredAt());
    }
}
