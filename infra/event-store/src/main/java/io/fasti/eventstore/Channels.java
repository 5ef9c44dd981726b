package io.fasti.eventstore;

/** PostgreSQL's notification channels. Who hears nothing finds the same by polling, only later. */
final class Channels {
    /** Events were committed. */
    static final String EVENTS = "fasti_event";
    /** The read models have come further; the payload is the position. */
    static final String APPLIED = "fasti_applied";

    private Channels() {}
}
