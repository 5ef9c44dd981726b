package io.fasti.http.logto;

import io.fasti.errors.ErrorCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How Logto spells the codes, and with which status it answers. What Logto has not begins with {@code fasti.} */
public final class LogtoErrors {
    private LogtoErrors() {}

    public static int status(ErrorCode code) {
        return switch (code) {
            case METHOD_NOT_ALLOWED -> 405;
            case NOT_ACCEPTABLE -> 406;
            case BODY_TOO_LARGE -> 413;
            case URI_TOO_LONG -> 414;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case TENANT_SUSPENDED -> 400;
            case PASSWORD_REJECTED -> 422;
            case IDEMPOTENCY_KEY_RUNNING, IDEMPOTENCY_KEY_TAKEN, CONCURRENT_CHANGE -> 409;
            default ->
                switch (code.kind()) {
                    case INVALID -> 400;
                    case UNAUTHENTICATED -> 401;
                    case FORBIDDEN -> 403;
                    case NOT_FOUND -> 404;
                    case CONFLICT, UNPROCESSABLE -> 422;
                    case STALE -> 412;
                    case TOO_MANY -> 429;
                    case INTERNAL -> 500;
                    case UNAVAILABLE -> 503;
                };
        };
    }

    /** Null where Logto answers a message alone. */
    public static @Nullable String code(ErrorCode code) {
        return switch (code) {
            case MALFORMED_REQUEST,
                    METHOD_NOT_ALLOWED,
                    UNSUPPORTED_MEDIA_TYPE,
                    NOT_ACCEPTABLE,
                    BODY_TOO_LARGE,
                    URI_TOO_LONG,
                    ROUTE_NOT_FOUND,
                    UNEXPECTED -> null;
            case INVALID_FIELD, CONFIRMATION_INVALID, WEBHOOK_EVENT_UNKNOWN, WEBHOOK_TARGET_FORBIDDEN ->
                "guard.invalid_input";
            case PAGING_INVALID -> "guard.invalid_pagination";
            case RESOURCE_INDICATOR_TAKEN -> "resource.resource_identifier_in_use";
            case SEARCH_INVALID -> "request.invalid_input";
            case CREDENTIAL_MISSING -> "auth.authorization_header_missing";
            case CREDENTIAL_KIND_UNKNOWN -> "auth.authorization_token_type_not_supported";
            case CREDENTIAL_UNKNOWN -> "auth.unauthorized";
            case SCOPE_MISSING, SCOPE_NOT_GRANTABLE, TENANT_FOREIGN -> "auth.forbidden";
            case TENANT_SUSPENDED -> "subscription.tenant_suspended";
            case USER_EMAIL_TAKEN -> "user.email_already_in_use";
            case USER_USERNAME_TAKEN -> "user.username_already_in_use";
            case USER_PHONE_TAKEN -> "user.phone_already_in_use";
            case USER_EMAIL_MISSING -> "user.email_not_exist";
            case USER_IDENTIFIER_MISSING -> "user.missing_profile";
            case USER_PHONE_INVALID -> "user.invalid_phone";
            case USER_OWN_DELETION -> "user.cannot_delete_self";
            case USER_IDENTITY_TAKEN -> "user.identity_already_in_use";
            case USER_IDENTITY_NOT_FOUND -> "user.identity_not_exist";
            case PASSWORD_REJECTED -> "password.rejected";
            case PASSWORD_WRONG -> "session.invalid_credentials";
            case PASSWORD_AND_DIGEST -> "user.password_and_digest";
            case PASSWORD_ALGORITHM_MISSING -> "user.password_algorithm_required";
            case PASSWORD_ALGORITHM_UNKNOWN -> "password.unsupported_legacy_hash_algorithm";
            case PASSWORD_DIGEST_MALFORMED -> "password.invalid_legacy_password_format";
            case TOTP_EXISTS -> "user.totp_already_in_use";
            case TOTP_SECRET_INVALID -> "user.totp_secret_invalid";
            case BACKUP_CODES_EXIST -> "user.backup_code_already_in_use";
            case BACKUP_CODES_ALONE -> "session.mfa.backup_code_can_not_be_alone";
            case BACKUP_CODES_MALFORMED -> "user.wrong_backup_code_format";
            case TEXT_TOO_LONG -> "entity.value_too_long";
            case CHANGE_EMPTY -> "entity.invalid_input";
            case ROLE_NOT_FOUND, PERMISSION_NOT_FOUND, APPLICATION_NOT_FOUND -> "entity.not_exists_with_id";
            case TENANT_NOT_FOUND,
                    USER_NOT_FOUND,
                    CONNECTOR_NOT_FOUND,
                    MFA_NOT_FOUND,
                    GROUP_NOT_FOUND,
                    API_KEY_NOT_FOUND,
                    WEBHOOK_NOT_FOUND,
                    AUDIT_LOG_NOT_FOUND,
                    ROLE_NOT_HELD,
                    PERMISSION_NOT_HELD -> "entity.not_found";
            case ROLE_SLUG_TAKEN, ROLE_NAME_TAKEN -> "role.name_in_use";
            case ROLE_OF_OTHER_TYPE -> "user.invalid_role_type";
            case ROLE_FOR_MACHINES -> "entity.db_constraint_violated";
            case ROLE_HELD_ALREADY -> "role.user_exists";
            case ROLE_IMMUTABLE, PERMISSION_IMMUTABLE -> "role.internal_role_violation";
            case PERMISSION_HELD_ALREADY -> "role.scope_exists";
            case PERMISSION_SLUG_TAKEN -> "scope.name_exists";
            case TENANT_UNRESOLVED,
                    TENANT_SLUG_TAKEN,
                    GROUP_SLUG_TAKEN,
                    API_KEY_TAKEN,
                    IDEMPOTENCY_KEY_INVALID,
                    IDEMPOTENCY_KEY_REUSED,
                    IDEMPOTENCY_KEY_RUNNING,
                    IDEMPOTENCY_KEY_TAKEN,
                    TOO_MANY_TARGETS,
                    RATE_LIMITED,
                    VERSION_STALE,
                    CONCURRENT_CHANGE,
                    UNAVAILABLE_NOW -> "fasti." + code.name().toLowerCase(Locale.ROOT);
        };
    }
}
