package io.fasti.events;

/**
 * With this event whatever is {@link Personal} in its stream can be read by nobody any more, for good: the key of the
 * subject is destroyed in the transaction that appends it. The event itself says nothing of the person.
 *
 * <p>Whoever keeps something of the subject outside the events, sealed or not, lets go of it when it meets this event.
 */
public interface Erasure {}
