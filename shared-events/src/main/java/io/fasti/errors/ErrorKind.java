package io.fasti.errors;

/** The ways in which something can be refused, free of any transport. */
public enum ErrorKind {
    /** The request itself is wrong: a field is missing, malformed or too long. */
    INVALID,
    /** The request is well formed, but what it asks for cannot be done with these values. */
    UNPROCESSABLE,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT,
    /** The caller decided on a version that is no longer the current one. */
    STALE,
    TOO_MANY,
    /** Try again later: a server we depend on is away. */
    UNAVAILABLE,
    INTERNAL
}
