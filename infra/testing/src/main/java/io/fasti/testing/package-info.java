/**
 * Real servers for tests: one PostgreSQL and one Kafka per JVM, started when first asked for and stopped at its end.
 *
 * <p>Embedded by default; at given addresses when {@code fasti.test.postgres.url} or {@code fasti.test.kafka.bootstrap}
 * is set (system property, or environment variable in capitals with underscores); in containers with the Maven profile
 * {@code containers}. A test never shares a database with another class: see {@link io.fasti.testing.PostgresTest}.
 */
@NullMarked
package io.fasti.testing;

import org.jspecify.annotations.NullMarked;
