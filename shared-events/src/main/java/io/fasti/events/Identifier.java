package io.fasti.events;

/** The id of an aggregate: opaque to clients, a prefix and 26 characters of time-ordered base32. */
public interface Identifier {
    String value();
}
