/** What the product promises, seen from outside: real processes, real clients, a real PostgreSQL and a real Kafka. */
@NullMarked
package io.fasti.e2e;

import org.jspecify.annotations.NullMarked;
