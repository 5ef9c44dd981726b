/**
 * What resources were. A resource's events and those of what it refers to are folded in memory up to a moment, by the same
 * pure projections that fill the tables; then the same statements that read the tables read these rows instead. So whatever
 * shows a resource, in any dialect, shows it as it was, and nothing is written twice.
 *
 * <p>What no event of the resource tells is not of the past: counters, members that are told by others, how sending goes. It
 * is marked {@link io.fasti.query.past.PresentOnly} where it is shown, and left out.
 */
@NullMarked
package io.fasti.query.past;

import org.jspecify.annotations.NullMarked;
