package io.fasti.query.user;

import static io.fasti.query.user.UserTables.GROUP_MEMBER_COUNT;
import static io.fasti.query.user.UserTables.ROLE_USER_COUNT;
import static io.fasti.query.user.UserTables.USER;
import static io.fasti.query.user.UserTables.USER_ATTRIBUTE;
import static io.fasti.query.user.UserTables.USER_COUNT;
import static io.fasti.query.user.UserTables.USER_GROUP;
import static io.fasti.query.user.UserTables.USER_PERMISSION;
import static io.fasti.query.user.UserTables.USER_ROLE;

import io.fasti.events.Change;
import io.fasti.events.Identifier;
import io.fasti.events.Profile;
import io.fasti.events.UserEvent;
import io.fasti.events.UserEvent.UserActivated;
import io.fasti.events.UserEvent.UserAttributesChanged;
import io.fasti.events.UserEvent.UserBlocked;
import io.fasti.events.UserEvent.UserCreated;
import io.fasti.events.UserEvent.UserDeactivated;
import io.fasti.events.UserEvent.UserDeleted;
import io.fasti.events.UserEvent.UserEmailChanged;
import io.fasti.events.UserEvent.UserEmailUnverified;
import io.fasti.events.UserEvent.UserEmailVerified;
import io.fasti.events.UserEvent.UserGroupsJoined;
import io.fasti.events.UserEvent.UserGroupsLeft;
import io.fasti.events.UserEvent.UserPasswordSet;
import io.fasti.events.UserEvent.UserPermissionsGranted;
import io.fasti.events.UserEvent.UserPermissionsRevoked;
import io.fasti.events.UserEvent.UserPhoneChanged;
import io.fasti.events.UserEvent.UserProfileChanged;
import io.fasti.events.UserEvent.UserRolesAssigned;
import io.fasti.events.UserEvent.UserRolesRevoked;
import io.fasti.events.UserEvent.UserUnblocked;
import io.fasti.events.UserEvent.UserUsernameChanged;
import io.fasti.eventstore.ReadModel;
import io.fasti.eventstore.Recorded;
import io.fasti.eventstore.Row;
import io.fasti.eventstore.RowOperation;
import io.fasti.eventstore.RowOperation.Delete;
import io.fasti.eventstore.RowOperation.Increment;
import io.fasti.eventstore.RowOperation.Insert;
import io.fasti.eventstore.RowOperation.Update;
import io.fasti.eventstore.RowOperation.Upsert;
import io.fasti.eventstore.Table;
import io.fasti.query.platform.Cells;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What a user's events make of its row, of what it has, and of the counts that it is part of. */
@Component
class UserProjection implements ReadModel<UserEvent> {
    @Override
    public String name() {
        return "user";
    }

    @Override
    public Class<UserEvent> events() {
        return UserEvent.class;
    }

    @Override
    public List<Table> tables() {
        return UserTables.ALL;
    }

    @Override
    public List<RowOperation> project(Recorded<? extends UserEvent> recorded) {
        var user = Row.of(
                "tenant_id", recorded.tenantId().value(),
                "user_id", recorded.event().userId().value());
        return switch (recorded.event()) {
            case UserCreated e -> created(recorded, user, e);
            case UserProfileChanged e -> changed(recorded, user, profile(e));
            case UserEmailChanged e -> changed(recorded, user, Row.of("email", e.email(), "email_verified", false));
            case UserEmailVerified _ -> changed(recorded, user, Row.of("email_verified", true));
            case UserEmailUnverified _ -> changed(recorded, user, Row.of("email_verified", false));
            case UserUsernameChanged e -> changed(recorded, user, Row.of("username", e.username()));
            case UserPhoneChanged e -> changed(recorded, user, Row.of("phone", e.phone()));
            case UserPasswordSet _ -> changed(recorded, user, Row.of());
            case UserAttributesChanged e -> with(attributes(user, e), changed(recorded, user, Row.of()));
            case UserBlocked _ -> changed(recorded, user, Row.of("blocked_at", recorded.occurredAt()));
            case UserUnblocked _ -> changed(recorded, user, Row.of("blocked_at", null));
            case UserActivated _ -> changed(recorded, user, Row.of("active", true));
            case UserDeactivated _ -> changed(recorded, user, Row.of("active", false));
            case UserRolesAssigned e ->
                with(
                        given(USER_ROLE, user, "role_id", e.roles()),
                        counted(ROLE_USER_COUNT, user, "role_id", e.roles(), "users", 1),
                        changed(recorded, user, Row.of()));
            case UserRolesRevoked e ->
                with(
                        taken(USER_ROLE, user, "role_id", e.roles()),
                        counted(ROLE_USER_COUNT, user, "role_id", e.roles(), "users", -1),
                        changed(recorded, user, Row.of()));
            case UserGroupsJoined e ->
                with(
                        given(USER_GROUP, user, "group_id", e.groups()),
                        counted(GROUP_MEMBER_COUNT, user, "group_id", e.groups(), "members", 1),
                        changed(recorded, user, Row.of()));
            case UserGroupsLeft e ->
                with(
                        taken(USER_GROUP, user, "group_id", e.groups()),
                        counted(GROUP_MEMBER_COUNT, user, "group_id", e.groups(), "members", -1),
                        changed(recorded, user, Row.of()));
            case UserPermissionsGranted e ->
                with(given(USER_PERMISSION, user, "permission_id", e.permissions()), changed(recorded, user, Row.of()));
            case UserPermissionsRevoked e ->
                with(taken(USER_PERMISSION, user, "permission_id", e.permissions()), changed(recorded, user, Row.of()));
            case UserDeleted e -> deleted(user, e);
        };
    }

    private static List<RowOperation> created(Recorded<?> recorded, Row user, UserCreated e) {
        var profile = e.profile() == null ? Profile.EMPTY : e.profile();
        var row = Row.of(
                "email", e.email(),
                "email_verified", e.emailVerified(),
                "username", e.username(),
                "phone", e.phone(),
                "name", profile.name(),
                "given_name", profile.givenName(),
                "family_name", profile.familyName(),
                "picture", profile.picture(),
                "locale", profile.locale(),
                "zoneinfo", profile.zoneinfo(),
                "active", e.active(),
                "login_count", 0L,
                "created_at", recorded.occurredAt());
        return List.of(
                new Insert(USER, user.and(row).and(touched(recorded))),
                new Increment(USER_COUNT, tenant(user), "users", 1));
    }

    private static Row profile(UserProfileChanged e) {
        return changed("name", e.name())
                .and(changed("given_name", e.givenName()))
                .and(changed("family_name", e.familyName()))
                .and(changed("picture", e.picture()))
                .and(changed("locale", e.locale()))
                .and(changed("zoneinfo", e.zoneinfo()));
    }

    private static Row changed(String column, Change<String> change) {
        return switch (change) {
            case Change.Keep<String> _ -> Row.of();
            case Change.Set<String>(var value) -> Row.of(column, value);
        };
    }

    private static List<RowOperation> attributes(Row user, UserAttributesChanged e) {
        return e.attributes().entrySet().stream()
                .map(attribute -> {
                    var key = user.and(Row.of("name", attribute.getKey()));
                    return attribute.getValue() == null
                            ? (RowOperation) new Delete(USER_ATTRIBUTE, key)
                            : new Upsert(USER_ATTRIBUTE, key.and(Row.of("value", Cells.json(attribute.getValue()))));
                })
                .toList();
    }

    private static List<RowOperation> deleted(Row user, UserDeleted e) {
        return with(
                List.of(
                        new Delete(USER, user),
                        new Delete(USER_ATTRIBUTE, user),
                        new Delete(USER_ROLE, user),
                        new Delete(USER_GROUP, user),
                        new Delete(USER_PERMISSION, user),
                        new Increment(USER_COUNT, tenant(user), "users", -1)),
                counted(ROLE_USER_COUNT, user, "role_id", e.roles(), "users", -1),
                counted(GROUP_MEMBER_COUNT, user, "group_id", e.groups(), "members", -1));
    }

    private static List<RowOperation> given(Table table, Row user, String column, List<? extends Identifier> ids) {
        return ids.stream()
                .map(id -> (RowOperation) new Upsert(table, user.and(Row.of(column, id.value()))))
                .toList();
    }

    private static List<RowOperation> taken(Table table, Row user, String column, List<? extends Identifier> ids) {
        return ids.stream()
                .map(id -> (RowOperation) new Delete(table, user.and(Row.of(column, id.value()))))
                .toList();
    }

    private static List<RowOperation> counted(
            Table table, Row user, String column, List<? extends Identifier> ids, String counter, int by) {
        return ids.stream()
                .map(id ->
                        (RowOperation) new Increment(table, tenant(user).and(Row.of(column, id.value())), counter, by))
                .toList();
    }

    private static List<RowOperation> changed(Recorded<?> recorded, Row user, Row values) {
        return List.of(new Update(USER, user, values.and(touched(recorded))));
    }

    private static Row tenant(Row user) {
        return Row.of("tenant_id", user.get("tenant_id"));
    }

    private static Row touched(Recorded<?> recorded) {
        return Row.of("version", recorded.sequence(), "updated_at", recorded.occurredAt());
    }

    @SafeVarargs
    private static List<RowOperation> with(List<RowOperation>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }
}
