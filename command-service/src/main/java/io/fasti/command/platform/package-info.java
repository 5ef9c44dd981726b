/**
 * How a command gets to its aggregate and what becomes of it: dispatch, retries, bootstrap, look-ups in the directory.
 *
 * <p>The only package besides the aggregates that knows Axon. It holds no rule of identity.
 */
@NullMarked
package io.fasti.command.platform;

import org.jspecify.annotations.NullMarked;
