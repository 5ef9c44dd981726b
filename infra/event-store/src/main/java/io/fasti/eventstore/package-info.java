/**
 * The event store: Axon's storage engine on PostgreSQL, the tail that tells of commits, projections made of row operations
 * with the follower that applies them, and the keys that personal data is stored under.
 *
 * <p>It knows what an event looks like and that a tenant owns it, and none of identity's rules.
 *
 * <p>What leaves the store for files is in {@link io.fasti.eventstore.archive}, which uses the store as anybody else does.
 */
@NullMarked
package io.fasti.eventstore;

import org.jspecify.annotations.NullMarked;
