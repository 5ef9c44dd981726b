/**
 * The bridge carries every event of the store into the event stream, in the order of commits, once for whoever reads what
 * is committed.
 *
 * <p>One process at a time does it, by a lease; should two think they are the one, Kafka shuts the older out. How far it
 * is, is part of the transaction that publishes, so a crash loses nothing and doubles nothing.
 */
@NullMarked
package io.fasti.query.bridge;

import org.jspecify.annotations.NullMarked;
