package io.fasti.http.lumo;

import io.fasti.errors.ErrorCode;

/** How LumoAuth spells the codes, and with which status it answers. */
public final class LumoErrors {
    private LumoErrors() {}

    public static int status(ErrorCode code) {
        return switch (code) {
            case METHOD_NOT_ALLOWED -> 405;
            case NOT_ACCEPTABLE -> 406;
            case BODY_TOO_LARGE -> 413;
            case URI_TOO_LONG -> 414;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            default ->
                switch (code.kind()) {
                    case INVALID -> 400;
                    case UNAUTHENTICATED -> 401;
                    case FORBIDDEN -> 403;
                    case NOT_FOUND -> 404;
                    case CONFLICT -> 409;
                    case STALE -> 412;
                    case UNPROCESSABLE -> 422;
                    case TOO_MANY -> 429;
                    case INTERNAL -> 500;
                    case UNAVAILABLE -> 503;
                };
        };
    }

    public static String code(ErrorCode code) {
        return switch (code) {
            case MALFORMED_REQUEST,
                    METHOD_NOT_ALLOWED,
                    UNSUPPORTED_MEDIA_TYPE,
                    NOT_ACCEPTABLE,
                    BODY_TOO_LARGE,
                    URI_TOO_LONG,
                    TENANT_UNRESOLVED,
                    IDEMPOTENCY_KEY_INVALID -> "invalid_request";
            case INVALID_FIELD,
                    PAGING_INVALID,
                    SEARCH_INVALID,
                    ROLE_OF_OTHER_TYPE,
                    ROLE_FOR_MACHINES,
                    TEXT_TOO_LONG,
                    CHANGE_EMPTY,
                    WEBHOOK_EVENT_UNKNOWN,
                    WEBHOOK_TARGET_FORBIDDEN,
                    USER_IDENTIFIER_MISSING,
                    USER_EMAIL_MISSING,
                    USER_PHONE_INVALID,
                    USER_OWN_DELETION,
                    CONFIRMATION_INVALID,
                    PASSWORD_REJECTED,
                    PASSWORD_WRONG,
                    PASSWORD_AND_DIGEST,
                    PASSWORD_ALGORITHM_MISSING,
                    PASSWORD_ALGORITHM_UNKNOWN,
                    PASSWORD_DIGEST_MALFORMED,
                    TOTP_SECRET_INVALID,
                    BACKUP_CODES_ALONE,
                    BACKUP_CODES_MALFORMED,
                    TOO_MANY_TARGETS -> "validation_error";
            case IDEMPOTENCY_KEY_REUSED -> "idempotency_key_reused";
            case IDEMPOTENCY_KEY_RUNNING, IDEMPOTENCY_KEY_TAKEN -> "idempotency_key_in_use";
            case CREDENTIAL_MISSING, CREDENTIAL_KIND_UNKNOWN, CREDENTIAL_UNKNOWN -> "invalid_token";
            case SCOPE_MISSING -> "insufficient_scope";
            case SCOPE_NOT_GRANTABLE, TENANT_FOREIGN, TENANT_SUSPENDED, ROLE_IMMUTABLE, PERMISSION_IMMUTABLE ->
                "permission_denied";
            case TENANT_NOT_FOUND -> "tenant_not_found";
            case ROUTE_NOT_FOUND,
                    USER_NOT_FOUND,
                    USER_IDENTITY_NOT_FOUND,
                    CONNECTOR_NOT_FOUND,
                    MFA_NOT_FOUND,
                    ROLE_NOT_FOUND,
                    ROLE_NOT_HELD,
                    PERMISSION_NOT_FOUND,
                    PERMISSION_NOT_HELD,
                    APPLICATION_NOT_FOUND,
                    GROUP_NOT_FOUND,
                    API_KEY_NOT_FOUND,
                    WEBHOOK_NOT_FOUND,
                    AUDIT_LOG_NOT_FOUND -> "resource_not_found";
            case TENANT_SLUG_TAKEN,
                    USER_EMAIL_TAKEN,
                    USER_USERNAME_TAKEN,
                    USER_PHONE_TAKEN,
                    USER_IDENTITY_TAKEN,
                    TOTP_EXISTS,
                    BACKUP_CODES_EXIST,
                    ROLE_SLUG_TAKEN,
                    ROLE_NAME_TAKEN,
                    RESOURCE_INDICATOR_TAKEN,
                    ROLE_HELD_ALREADY,
                    PERMISSION_HELD_ALREADY,
                    PERMISSION_SLUG_TAKEN,
                    GROUP_SLUG_TAKEN,
                    API_KEY_TAKEN -> "duplicate_resource";
            case RATE_LIMITED -> "rate_limit_exceeded";
            case VERSION_STALE -> "version_conflict";
            case CONCURRENT_CHANGE -> "concurrent_change";
            case UNAVAILABLE_NOW -> "service_unavailable";
            case UNEXPECTED -> "internal_error";
        };
    }
}
