package io.fasti.query.user;

import static io.fasti.query.user.UserTables.GROUP_MEMBER_COUNT;
import static io.fasti.query.user.UserTables.ROLE_USER_COUNT;
import static io.fasti.query.user.UserTables.USER;
import static io.fasti.query.user.UserTables.USER_ATTRIBUTE;
import static io.fasti.query.user.UserTables.USER_COUNT;
import static io.fasti.query.user.UserTables.USER_GROUP;
import static io.fasti.query.user.UserTables.USER_IDENTITY;
import static io.fasti.query.user.UserTables.USER_MFA;
import static io.fasti.query.user.UserTables.USER_PERMISSION;
import static io.fasti.query.user.UserTables.USER_ROLE;

import io.fasti.events.Change;
import io.fasti.events.Identifier;
import io.fasti.events.MfaId;
import io.fasti.events.Profile;
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
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a user's events make of its row, of what it has, and of the counts that it is part of. */
@Component
class UserProjection implements ReadModel<UserEvent> {
    private static final String TOTP = "totp";
    private static final String BACKUP_CODES = "backup_codes";

    /** Whoever ever had a role, a group or an attribute may have one: only of these are they looked up. */
    private static final Row OWNING = Row.of("has_belongings", true);

    @Override
    public String name() {
        return "user";
    }

    @Override
    public int version() {
        return 2;
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
            case UserPasswordSet _ -> changed(recorded, user, Row.of("has_password", true));
            case UserPasswordUpgraded _ -> changed(recorded, user, Row.of());
            case UserIdentityLinked e ->
                with(
                        List.of(new Upsert(
                                USER_IDENTITY,
                                identity(user, e.target())
                                        .and(Row.of("identity", e.identity(), "details", details(e.details()))))),
                        changed(recorded, user, Row.of()));
            case UserIdentityDescribed e ->
                with(
                        List.of(new Update(
                                USER_IDENTITY, identity(user, e.target()), Row.of("details", details(e.details())))),
                        changed(recorded, user, Row.of()));
            case UserIdentityUnlinked e ->
                with(List.of(new Delete(USER_IDENTITY, identity(user, e.target()))), changed(recorded, user, Row.of()));
            case UserTotpAdded e ->
                with(
                        List.of(factor(recorded, user, e.mfaId(), TOTP, null)),
                        changed(recorded, user, Row.of("mfa_enabled", true)));
            case UserBackupCodesAdded e ->
                with(
                        List.of(factor(recorded, user, e.mfaId(), BACKUP_CODES, (long)
                                e.hashes().size())),
                        changed(recorded, user, Row.of()));
            case UserMfaRemoved e ->
                with(
                        List.of(new Delete(
                                USER_MFA, user.and(Row.of("mfa_id", e.mfaId().value())))),
                        changed(recorded, user, e.factor().equals(TOTP) ? Row.of("mfa_enabled", false) : Row.of()));
            case UserAttributesChanged e -> with(attributes(user, e), changed(recorded, user, OWNING));
            case UserBlocked _ -> changed(recorded, user, Row.of("blocked_at", recorded.occurredAt()));
            case UserUnblocked _ -> changed(recorded, user, Row.of("blocked_at", null));
            case UserActivated _ -> changed(recorded, user, Row.of("active", true));
            case UserDeactivated _ -> changed(recorded, user, Row.of("active", false));
            case UserRolesAssigned e ->
                with(
                        given(USER_ROLE, user, "role_id", e.roles()),
                        counted(ROLE_USER_COUNT, user, "role_id", e.roles(), "users", 1),
                        changed(recorded, user, OWNING));
            case UserRolesRevoked e ->
                with(
                        taken(USER_ROLE, user, "role_id", e.roles()),
                        counted(ROLE_USER_COUNT, user, "role_id", e.roles(), "users", -1),
                        changed(recorded, user, Row.of()));
            case UserGroupsJoined e ->
                with(
                        given(USER_GROUP, user, "group_id", e.groups()),
                        counted(GROUP_MEMBER_COUNT, user, "group_id", e.groups(), "members", 1),
                        changed(recorded, user, OWNING));
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
            case UserErased _ -> gone(user);
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
                "middle_name", profile.middleName(),
                "nickname", profile.nickname(),
                "preferred_username", profile.preferredUsername(),
                "profile", profile.profile(),
                "website", profile.website(),
                "gender", profile.gender(),
                "birthdate", profile.birthdate(),
                "address", json(profile.address()),
                "has_password", false,
                "mfa_enabled", false,
                "has_belongings", false,
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
                .and(changed("zoneinfo", e.zoneinfo()))
                .and(changed("middle_name", e.middleName()))
                .and(changed("nickname", e.nickname()))
                .and(changed("preferred_username", e.preferredUsername()))
                .and(changed("profile", e.profile()))
                .and(changed("website", e.website()))
                .and(changed("gender", e.gender()))
                .and(changed("birthdate", e.birthdate()))
                .and(changed("address", e.address().map(Cells::json)));
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
                    return e.removes(attribute.getKey())
                            ? (RowOperation) new Delete(USER_ATTRIBUTE, key)
                            : new Upsert(USER_ATTRIBUTE, key.and(Row.of("value", Cells.json(attribute.getValue()))));
                })
                .toList();
    }

    private static Row identity(Row user, String target) {
        return user.and(Row.of("target", target));
    }

    private static RowOperation factor(
            Recorded<?> recorded, Row user, MfaId mfaId, String factor, @Nullable Long remaining) {
        return new Insert(
                USER_MFA,
                user.and(Row.of(
                        "mfa_id",
                        mfaId.value(),
                        "factor",
                        factor,
                        "remaining",
                        remaining,
                        "created_at",
                        recorded.occurredAt())));
    }

    private static @Nullable String details(@Nullable Map<String, @Nullable Object> details) {
        return details == null || details.isEmpty() ? null : Cells.json(details);
    }

    private static @Nullable String json(@Nullable Object value) {
        return value == null ? null : Cells.json(value);
    }

    private static List<RowOperation> deleted(Row user, UserDeleted e) {
        return with(
                gone(user),
                List.of(new Increment(USER_COUNT, tenant(user), "users", -1)),
                counted(ROLE_USER_COUNT, user, "role_id", e.roles(), "users", -1),
                counted(GROUP_MEMBER_COUNT, user, "group_id", e.groups(), "members", -1));
    }

    /** Whatever is kept of the user. */
    private static List<RowOperation> gone(Row user) {
        return List.of(
                new Delete(USER, user),
                new Delete(USER_ATTRIBUTE, user),
                new Delete(USER_IDENTITY, user),
                new Delete(USER_MFA, user),
                new Delete(USER_ROLE, user),
                new Delete(USER_GROUP, user),
                new Delete(USER_PERMISSION, user));
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
