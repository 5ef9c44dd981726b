/**
 * Fasti as one program: both services (or one of them), with the PostgreSQL and Kafka they need.
 *
 * <p>Everything is told by environment variables ({@link io.fasti.standalone.Settings}); what is not told has a default
 * that works on a laptop. A start that must be refused is refused with one line; a stop is clean: first the web, then
 * the followers, then Kafka, and PostgreSQL last. No rule of identity lives here.
 */
@NullMarked
package io.fasti.standalone;

import org.jspecify.annotations.NullMarked;
