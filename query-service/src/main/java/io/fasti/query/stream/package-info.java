/**
 * The event stream: every event of the store as a CloudEvent in a Kafka topic, how it is written there and how it is
 * followed.
 *
 * <p>Whoever reacts to events is a {@link io.fasti.query.stream.Reaction} and reads this topic and nothing else, as any
 * other consumer does. {@code docs/reference/event-stream.md} is the contract.
 */
@NullMarked
package io.fasti.query.stream;

import org.jspecify.annotations.NullMarked;
