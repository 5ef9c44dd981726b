package io.fasti.query.user;

import static io.fasti.eventstore.Column.Type.BIGINT;
import static io.fasti.eventstore.Column.Type.BOOLEAN;
import static io.fasti.eventstore.Column.Type.JSON;
import static io.fasti.eventstore.Column.Type.TEXT;
import static io.fasti.eventstore.Column.Type.TIMESTAMP;

import io.fasti.eventstore.Table;
import java.util.List;

/** The tables that users' events are written to. */
final class UserTables {
    static final Table USER = Table.named("query.user")
            .key("tenant_id", TEXT)
            .key("user_id", TEXT)
            .column("email", TEXT)
            .column("email_verified", BOOLEAN)
            .column("username", TEXT)
            .column("phone", TEXT)
            .column("name", TEXT)
            .column("given_name", TEXT)
            .column("family_name", TEXT)
            .column("picture", TEXT)
            .column("locale", TEXT)
            .column("zoneinfo", TEXT)
            .column("middle_name", TEXT)
            .column("nickname", TEXT)
            .column("preferred_username", TEXT)
            .column("profile", TEXT)
            .column("website", TEXT)
            .column("gender", TEXT)
            .column("birthdate", TEXT)
            .column("address", JSON)
            .column("has_password", BOOLEAN)
            .column("mfa_enabled", BOOLEAN)
            .column("has_belongings", BOOLEAN)
            .column("active", BOOLEAN)
            .column("blocked_at", TIMESTAMP)
            .column("last_login_at", TIMESTAMP)
            .column("login_count", BIGINT)
            .column("version", BIGINT)
            .column("created_at", TIMESTAMP)
            .column("updated_at", TIMESTAMP);

    /** One row per attribute, since an event says only which of them changed. */
    static final Table USER_ATTRIBUTE = Table.named("query.user_attribute")
            .key("tenant_id", TEXT)
            .key("user_id", TEXT)
            .key("name", TEXT)
            .column("value", JSON);

    static final Table USER_IDENTITY = Table.named("query.user_identity")
            .key("tenant_id", TEXT)
            .key("user_id", TEXT)
            .key("target", TEXT)
            .column("identity", TEXT)
            .column("details", JSON);

    /** Second factors, without their secrets. */
    static final Table USER_MFA = Table.named("query.user_mfa")
            .key("tenant_id", TEXT)
            .key("user_id", TEXT)
            .key("mfa_id", TEXT)
            .column("factor", TEXT)
            .column("remaining", BIGINT)
            .column("created_at", TIMESTAMP)
            .column("last_used_at", TIMESTAMP);

    static final Table USER_ROLE = Table.named("query.user_role")
            .key("tenant_id", TEXT)
            .key("user_id", TEXT)
            .key("role_id", TEXT);

    static final Table USER_GROUP = Table.named("query.user_group")
            .key("tenant_id", TEXT)
            .key("user_id", TEXT)
            .key("group_id", TEXT);

    static final Table USER_PERMISSION = Table.named("query.user_permission")
            .key("tenant_id", TEXT)
            .key("user_id", TEXT)
            .key("permission_id", TEXT);

    static final Table USER_COUNT =
            Table.named("query.user_count").key("tenant_id", TEXT).column("users", BIGINT);

    static final Table ROLE_USER_COUNT = Table.named("query.role_user_count")
            .key("tenant_id", TEXT)
            .key("role_id", TEXT)
            .column("users", BIGINT);

    static final Table GROUP_MEMBER_COUNT = Table.named("query.group_member_count")
            .key("tenant_id", TEXT)
            .key("group_id", TEXT)
            .column("members", BIGINT);

    static final List<Table> ALL = List.of(
            USER,
            USER_ATTRIBUTE,
            USER_IDENTITY,
            USER_MFA,
            USER_ROLE,
            USER_GROUP,
            USER_PERMISSION,
            USER_COUNT,
            ROLE_USER_COUNT,
            GROUP_MEMBER_COUNT);

    private UserTables() {}
}
