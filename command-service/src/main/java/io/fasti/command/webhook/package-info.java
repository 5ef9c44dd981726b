/**
 * A webhook is an address of a subscriber and the names of the events that are sent there, signed with its secret.
 *
 * <p>The secret is given or made when the webhook is created, shown once, and does not change. A webhook that is not active
 * gets nothing. Asking for an active webhook to be active is an event all the same: it also ends a suspension, which the
 * sender imposes when the address has answered that it is gone.
 */
@NullMarked
package io.fasti.command.webhook;

import org.jspecify.annotations.NullMarked;
