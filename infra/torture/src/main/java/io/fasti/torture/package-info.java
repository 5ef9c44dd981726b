/**
 * Fasti under fire: several processes of the packaged jar on one PostgreSQL and one Kafka, many writers, and everything that
 * can go wrong going wrong; then a checker that reads what is left.
 *
 * <p>The checker knows what the writers were told, PostgreSQL, Kafka and the master key. It shares no code with the engine
 * that it checks: what the form of an event is and how one is sealed is written here a second time.
 */
@NullMarked
package io.fasti.torture;

import org.jspecify.annotations.NullMarked;
