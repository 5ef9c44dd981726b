package io.fasti.eventstore;

import io.fasti.events.IdentityEvent;

/**
 * Rows that decisions need at once: unique identifiers, credentials, grants, memberships. They are written in the
 * transaction that appends the events, so they are never stale, and what they claim or require can refuse the command.
 * Every bean of this type takes part.
 */
public non-sealed interface Directory<E extends IdentityEvent> extends Projection<E> {}
