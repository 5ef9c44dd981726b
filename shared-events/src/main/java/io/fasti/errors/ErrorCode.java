package io.fasti.errors;

import static io.fasti.errors.ErrorKind.CONFLICT;
import static io.fasti.errors.ErrorKind.FORBIDDEN;
import static io.fasti.errors.ErrorKind.INTERNAL;
import static io.fasti.errors.ErrorKind.INVALID;
import static io.fasti.errors.ErrorKind.NOT_FOUND;
import static io.fasti.errors.ErrorKind.STALE;
import static io.fasti.errors.ErrorKind.TOO_MANY;
import static io.fasti.errors.ErrorKind.UNAUTHENTICATED;
import static io.fasti.errors.ErrorKind.UNAVAILABLE;
import static io.fasti.errors.ErrorKind.UNPROCESSABLE;

/** Every refusal there is. Messages may change, codes may not. */
public enum ErrorCode {
    MALFORMED_REQUEST(INVALID, "The request could not be read."),
    INVALID_FIELD(INVALID, "A field of the request is not valid."),
    PAGING_INVALID(INVALID, "There is no such page."),
    SEARCH_INVALID(INVALID, "The list cannot be searched like this."),
    TEXT_TOO_LONG(UNPROCESSABLE, "A text is longer than it can be kept."),
    CHANGE_EMPTY(UNPROCESSABLE, "Nothing is said of what is to change."),
    METHOD_NOT_ALLOWED(INVALID, "This method is not allowed here."),
    UNSUPPORTED_MEDIA_TYPE(INVALID, "The body must be JSON."),
    NOT_ACCEPTABLE(INVALID, "Answers are JSON only."),
    BODY_TOO_LARGE(INVALID, "The body is larger than 1 MiB."),
    URI_TOO_LONG(INVALID, "The address of the request is too long."),
    IDEMPOTENCY_KEY_INVALID(INVALID, "The Idempotency-Key must have 1 to 255 visible characters."),
    IDEMPOTENCY_KEY_REUSED(UNPROCESSABLE, "This Idempotency-Key was used with another request."),
    IDEMPOTENCY_KEY_RUNNING(CONFLICT, "A request with this Idempotency-Key is still running."),
    IDEMPOTENCY_KEY_TAKEN(CONFLICT, "A request with this Idempotency-Key has just succeeded."),

    CREDENTIAL_MISSING(UNAUTHENTICATED, "A credential is needed."),
    CREDENTIAL_KIND_UNKNOWN(UNAUTHENTICATED, "Credentials of this kind are not known here."),
    CREDENTIAL_UNKNOWN(UNAUTHENTICATED, "The credential is unknown, expired or revoked."),
    SCOPE_MISSING(FORBIDDEN, "The credential has not the scope that this call needs."),
    SCOPE_NOT_GRANTABLE(FORBIDDEN, "A key can only be given scopes that its maker has."),
    TENANT_FOREIGN(FORBIDDEN, "The credential belongs to another tenant."),
    TENANT_SUSPENDED(FORBIDDEN, "The tenant is suspended."),
    TENANT_UNRESOLVED(INVALID, "The tenant of this call could not be told."),
    TENANT_NOT_FOUND(NOT_FOUND, "There is no such tenant."),
    TENANT_SLUG_TAKEN(CONFLICT, "A tenant with this slug exists already."),
    RATE_LIMITED(TOO_MANY, "Too many requests. Try again later."),

    ROUTE_NOT_FOUND(NOT_FOUND, "There is nothing at this address."),
    VERSION_STALE(STALE, "The resource has changed since you read it."),
    CONCURRENT_CHANGE(CONFLICT, "The resource is being changed by others. Try again."),
    UNAVAILABLE_NOW(UNAVAILABLE, "The service cannot answer at the moment. Try again shortly."),
    UNEXPECTED(INTERNAL, "Something went wrong on our side."),

    USER_NOT_FOUND(NOT_FOUND, "There is no such user."),
    USER_EMAIL_TAKEN(CONFLICT, "A user with this e-mail exists already."),
    USER_USERNAME_TAKEN(CONFLICT, "A user with this username exists already."),
    USER_PHONE_TAKEN(CONFLICT, "A user with this phone number exists already."),
    USER_IDENTIFIER_MISSING(UNPROCESSABLE, "A user needs an e-mail, a username or a phone number."),
    USER_EMAIL_MISSING(UNPROCESSABLE, "The user has no e-mail that could be verified."),
    USER_PHONE_INVALID(UNPROCESSABLE, "This is not a phone number."),
    USER_OWN_DELETION(INVALID, "Nobody can delete themselves here."),
    CONFIRMATION_INVALID(UNPROCESSABLE, "The confirmation is of something else, or has expired."),
    USER_IDENTITY_TAKEN(CONFLICT, "Another user is linked with this identity already."),
    USER_IDENTITY_NOT_FOUND(NOT_FOUND, "The user is not linked with such an identity."),
    CONNECTOR_NOT_FOUND(NOT_FOUND, "There is no such connector."),
    PASSWORD_REJECTED(INVALID, "The password does not meet the policy."),
    PASSWORD_WRONG(UNPROCESSABLE, "The user has another password, or none."),
    PASSWORD_AND_DIGEST(INVALID, "Either a password can be given or its digest, not both."),
    PASSWORD_ALGORITHM_MISSING(INVALID, "A digest needs to be told by which algorithm it was made."),
    PASSWORD_ALGORITHM_UNKNOWN(INVALID, "Digests of this algorithm cannot be verified."),
    PASSWORD_DIGEST_MALFORMED(INVALID, "The digest is not in the form of its algorithm."),
    TOTP_EXISTS(CONFLICT, "The user has a device for codes by time already."),
    TOTP_SECRET_INVALID(UNPROCESSABLE, "The secret must be base32."),
    BACKUP_CODES_EXIST(CONFLICT, "The user has backup codes already."),
    BACKUP_CODES_ALONE(UNPROCESSABLE, "Backup codes need another factor beside them."),
    BACKUP_CODES_MALFORMED(UNPROCESSABLE, "There must be ten codes of ten hexadecimal digits."),
    MFA_NOT_FOUND(NOT_FOUND, "The user has no such factor."),

    ROLE_NOT_FOUND(NOT_FOUND, "There is no such role."),
    ROLE_SLUG_TAKEN(CONFLICT, "A role with this slug exists already."),
    RESOURCE_INDICATOR_TAKEN(CONFLICT, "An API resource with this indicator exists already."),
    ROLE_NAME_TAKEN(CONFLICT, "A role with this name exists already."),
    ROLE_FOR_MACHINES(UNPROCESSABLE, "Only applications can have this role."),
    ROLE_OF_OTHER_TYPE(UNPROCESSABLE, "The role is for applications, not for people."),
    ROLE_HELD_ALREADY(CONFLICT, "The user has this role already."),
    ROLE_NOT_HELD(NOT_FOUND, "The role is not held."),
    ROLE_IMMUTABLE(FORBIDDEN, "System roles cannot be changed or deleted."),
    PERMISSION_NOT_FOUND(NOT_FOUND, "There is no such permission."),
    PERMISSION_SLUG_TAKEN(CONFLICT, "A permission with this slug exists already."),
    PERMISSION_HELD_ALREADY(CONFLICT, "The role has this permission already."),
    PERMISSION_NOT_HELD(NOT_FOUND, "The role has not this permission."),
    PERMISSION_IMMUTABLE(FORBIDDEN, "System permissions cannot be changed or deleted."),
    GROUP_NOT_FOUND(NOT_FOUND, "There is no such group."),
    GROUP_SLUG_TAKEN(CONFLICT, "A group with this slug exists already."),
    APPLICATION_NOT_FOUND(NOT_FOUND, "There is no such application."),
    TOO_MANY_TARGETS(UNPROCESSABLE, "At most 100 can be changed in one call."),

    API_KEY_NOT_FOUND(NOT_FOUND, "There is no such API key."),
    API_KEY_TAKEN(CONFLICT, "This API key is in use already."),
    WEBHOOK_NOT_FOUND(NOT_FOUND, "There is no such webhook."),
    WEBHOOK_EVENT_UNKNOWN(INVALID, "There is no event with this name."),
    WEBHOOK_TARGET_FORBIDDEN(UNPROCESSABLE, "Webhooks cannot be sent to this address."),
    AUDIT_LOG_NOT_FOUND(NOT_FOUND, "There is no such audit log entry.");

    private final ErrorKind kind;
    private final String message;

    ErrorCode(ErrorKind kind, String message) {
        this.kind = kind;
        this.message = message;
    }

    public ErrorKind kind() {
        return kind;
    }

    /** A sentence for people; it may change. */
    public String message() {
        return message;
    }
}
