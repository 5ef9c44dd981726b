/**
 * Webhooks: what happens is sent to the addresses that subscribed to it, signed, at least once, in spite of restarts.
 *
 * <p>An event is matched against the webhooks created before it, once the read model has reached it; each pair of webhook
 * and event is one row, and rows are worked off webhook by webhook, so that a slow address delays nobody else. Bodies are
 * made of the event whenever they are sent: nothing personal is kept here. Where requests may go is for
 * {@code io.fasti.http.outbound} to say, what a body looks like for the dialect.
 */
@NullMarked
package io.fasti.query.webhook;

import org.jspecify.annotations.NullMarked;
