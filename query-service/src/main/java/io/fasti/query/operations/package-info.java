/**
 * What whoever runs Fasti can see and do of the reading half: how projections stand, rebuilding them, and the events that
 * they or the reactions to the stream could not take.
 *
 * <p>It is served on the management port, which only this machine can reach, and belongs to no dialect and no tenant.
 * What is done here is done in {@code io.fasti.eventstore}; here it only gets its address and its words.
 */
@NullMarked
package io.fasti.query.operations;

import org.jspecify.annotations.NullMarked;
