package io.fasti.command.user;

import static io.fasti.eventstore.Column.Type.TEXT;

import io.fasti.command.Compared;
import io.fasti.command.References;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.GroupId;
import io.fasti.events.Identifier;
import io.fasti.events.PermissionId;
import io.fasti.events.Personal;
import io.fasti.events.RoleId;
import io.fasti.events.TenantId;
import io.fasti.events.UserEvent;
import io.fasti.events.UserEvent.UserActivated;
import io.fasti.events.UserEvent.UserAttributesChanged;
import io.fasti.events.UserEvent.UserBackupCodesAdded;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserDeactivated;
import io.fasti.events.UserEvent.UserDeleted;
import io.fasti.events.UserEvent.UserEmailChanged;
import io.fasti.events.UserEvent.UserEmailUnverified;
import io.fasti.events.UserEvent.UserEmailVerified;
import io.fasti.events.UserEvent.UserErased;
import io.fasti.events.UserEvent.UserGroupsJoined;
import io.fasti.events.UserEvent.UserGroupsLeft;
import io.fasti.events.UserEvent.UserIdentityDescribed;
import io.fasti.events.UserEvent.UserIdentityLinked;
import io.fasti.events.UserEvent.UserIdentityUnlinked;
import io.fasti.events.UserEvent.UserMfaRemoved;
import io.fasti.events.UserEvent.UserPasswordSet;
import io.fasti.events.UserEvent.UserPasswordUpgraded;
import io.fasti.events.UserEvent.UserPermissionsGranted;
import io.fasti.events.UserEvent.UserPermissionsRevoked;
import io.fasti.events.UserEvent.UserPhoneChanged;
import io.fasti.events.UserEvent.UserProfileChanged;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserEvent.UserRolesRevoked;
import io.fasti.events.UserEvent.UserTotpAdded;
import io.fasti.events.UserEvent.UserUnblocked;
import io.fasti.events.UserEvent.UserUsernameChanged;
import io.fasti.events.UserId;
import io.fasti.eventstore.Directory;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation;
import io.fasti.eventstore.RowOperation.Delete;
import io.fasti.eventstore.RowOperation.Insert;
import io.fasti.eventstore.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** By what a user is identified, and what the user holds: who has to lose what when a role, group or permission goes. */
@Component
final class UserDirectory implements Directory<UserEvent> {
    private static final Table IDENTIFIER = Table.named("command.user_identifier")
            .key("tenant_id", TEXT)
            .key("kind", TEXT)
            .key("value", TEXT)
            .column("user_id", TEXT);
    private static final Table IDENTITY = Table.named("command.user_identity")
            .key("tenant_id", TEXT)
            .key("target", TEXT)
            .key("identity", TEXT)
            .column("user_id", TEXT);
    private static final Table ROLE_OF_USER = Table.named("command.role_of_user")
            .key("tenant_id", TEXT)
            .key("role_id", TEXT)
            .key("user_id", TEXT);
    private static final Table GROUP_OF_USER = Table.named("command.group_of_user")
            .key("tenant_id", TEXT)
            .key("group_id", TEXT)
            .key("user_id", TEXT);
    private static final Table PERMISSION_OF_USER = Table.named("command.permission_of_user")
            .key("tenant_id", TEXT)
            .key("permission_id", TEXT)
            .key("user_id", TEXT);

    @Override
    public Class<UserEvent> events() {
        return UserEvent.class;
    }

    @Override
    public List<Table> tables() {
        return List.of(IDENTIFIER, IDENTITY, ROLE_OF_USER, GROUP_OF_USER, PERMISSION_OF_USER);
    }

    @Override
    public List<RowOperation> project(Recorded<? extends UserEvent> recorded) {
        var tenant = recorded.tenantId();
        return switch (recorded.event()) {
            case UserCreated e -> created(tenant, e);
            case UserEmailChanged e -> moved(tenant, e.userId(), Kind.EMAIL, e.from(), e.email());
            case UserUsernameChanged e -> moved(tenant, e.userId(), Kind.USERNAME, e.from(), e.username());
            case UserPhoneChanged e -> moved(tenant, e.userId(), Kind.PHONE, e.from(), e.phone());
            case UserRolesAssigned e ->
                taken(ROLE_OF_USER, e.roles(), role -> References.require(tenant, role), role(tenant, e.userId()));
            case UserRolesRevoked e -> given(ROLE_OF_USER, e.roles(), role(tenant, e.userId()));
            case UserGroupsJoined e ->
                taken(GROUP_OF_USER, e.groups(), group -> References.require(tenant, group), group(tenant, e.userId()));
            case UserGroupsLeft e -> given(GROUP_OF_USER, e.groups(), group(tenant, e.userId()));
            case UserPermissionsGranted e ->
                taken(
                        PERMISSION_OF_USER,
                        e.permissions(),
                        permission -> References.require(tenant, permission),
                        permission(tenant, e.userId()));
            case UserPermissionsRevoked e -> given(PERMISSION_OF_USER, e.permissions(), permission(tenant, e.userId()));
            case UserIdentityLinked e -> linked(tenant, e);
            case UserIdentityUnlinked e -> List.of(new Delete(IDENTITY, identity(tenant, e.target(), e.identity())));
            case UserDeleted e -> deleted(tenant, e);
            case UserProfileChanged _,
                    UserEmailVerified _,
                    UserEmailUnverified _,
                    UserPasswordSet _,
                    UserPasswordUpgraded _,
                    UserIdentityDescribed _,
                    UserTotpAdded _,
                    UserBackupCodesAdded _,
                    UserMfaRemoved _,
                    UserErased _,
                    UserAttributesChanged _,
                    UserBlocked _,
                    UserUnblocked _,
                    UserActivated _,
                    UserDeactivated _ -> List.of();
        };
    }

    private enum Kind {
        EMAIL(ErrorCode.USER_EMAIL_TAKEN),
        USERNAME(ErrorCode.USER_USERNAME_TAKEN),
        PHONE(ErrorCode.USER_PHONE_TAKEN);

        private final ErrorCode taken;

        Kind(ErrorCode taken) {
            this.taken = taken;
        }

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static List<RowOperation> created(TenantId tenant, UserCreated e) {
        var operations = new ArrayList<RowOperation>(3);
        operations.addAll(moved(tenant, e.userId(), Kind.EMAIL, null, e.email()));
        operations.addAll(moved(tenant, e.userId(), Kind.USERNAME, null, e.username()));
        operations.addAll(moved(tenant, e.userId(), Kind.PHONE, null, e.phone()));
        return operations;
    }

    private static List<RowOperation> deleted(TenantId tenant, UserDeleted e) {
        var operations = new ArrayList<RowOperation>();
        operations.addAll(moved(tenant, e.userId(), Kind.EMAIL, e.email(), null));
        operations.addAll(moved(tenant, e.userId(), Kind.USERNAME, e.username(), null));
        operations.addAll(moved(tenant, e.userId(), Kind.PHONE, e.phone(), null));
        if (e.identities() != null) {
            e.identities()
                    .forEach((target, identity) ->
                            operations.add(new Delete(IDENTITY, identity(tenant, target, identity))));
        }
        operations.addAll(given(ROLE_OF_USER, e.roles(), role(tenant, e.userId())));
        operations.addAll(given(GROUP_OF_USER, e.groups(), group(tenant, e.userId())));
        operations.addAll(given(PERMISSION_OF_USER, e.permissions(), permission(tenant, e.userId())));
        return operations;
    }

    private static List<RowOperation> linked(TenantId tenant, UserIdentityLinked e) {
        var operations = new ArrayList<RowOperation>(2);
        if (e.from() != null) {
            operations.add(new Delete(IDENTITY, identity(tenant, e.target(), e.from())));
        }
        var row = identity(tenant, e.target(), e.identity())
                .and(Row.of("user_id", e.userId().value()));
        operations.add(new Insert(IDENTITY, row, new Rejection(ErrorCode.USER_IDENTITY_TAKEN, "target", e.target())));
        return operations;
    }

    private static Row identity(TenantId tenant, String target, String identity) {
        return Row.of("tenant_id", tenant.value(), "target", target, "identity", identity);
    }

    /** What is compared may be the same where what is shown differs; then the row stays. */
    private static List<RowOperation> moved(
            TenantId tenant, UserId user, Kind kind, @Nullable String from, @Nullable String to) {
        var old = compared(kind, from);
        var now = compared(kind, to);
        var operations = new ArrayList<RowOperation>(2);
        if (old != null && !old.equals(now)) {
            operations.add(new Delete(IDENTIFIER, identifier(tenant, kind, old)));
        }
        if (now != null && to != null && !now.equals(old)) {
            var row = identifier(tenant, kind, now).and(Row.of("user_id", user.value()));
            operations.add(new Insert(IDENTIFIER, row, new Rejection(kind.taken, kind.column(), to)));
        }
        return operations;
    }

    private static <I extends Identifier> List<RowOperation> taken(
            Table table, List<I> ids, Function<I, RowOperation> require, Function<I, Row> row) {
        var operations = new ArrayList<RowOperation>(2 * ids.size());
        for (var id : ids) {
            operations.add(require.apply(id));
            operations.add(new Insert(table, row.apply(id)));
        }
        return operations;
    }

    private static <I extends Identifier> List<RowOperation> given(Table table, List<I> ids, Function<I, Row> row) {
        return ids.stream()
                .<RowOperation>map(id -> new Delete(table, row.apply(id)))
                .toList();
    }

    /** Null also for an erased person, who has nothing to be found by. */
    private static @Nullable String compared(Kind kind, @Nullable String value) {
        if (value == null || value.equals(Personal.ERASED)) {
            return null;
        }
        return switch (kind) {
            case EMAIL -> Compared.email(value);
            case PHONE -> Compared.phone(value);
            case USERNAME -> value;
        };
    }

    private static Row identifier(TenantId tenant, Kind kind, String value) {
        return Row.of("tenant_id", tenant.value(), "kind", kind.column(), "value", value);
    }

    private static Function<RoleId, Row> role(TenantId tenant, UserId user) {
        return role -> References.key(tenant, role).and(Row.of("user_id", user.value()));
    }

    private static Function<GroupId, Row> group(TenantId tenant, UserId user) {
        return group -> References.key(tenant, group).and(Row.of("user_id", user.value()));
    }

    private static Function<PermissionId, Row> permission(TenantId tenant, UserId user) {
        return permission -> References.key(tenant, permission).and(Row.of("user_id", user.value()));
    }
}
