/**
 * Everything that can happen: one sealed interface per stream, one record per event.
 *
 * <p>Events are a contract. A stored name never changes, a field is never given another meaning, and what was once written
 * is read for ever: {@code src/test/resources/events} holds one approved sample per event and revision.
 */
@NullMarked
package io.fasti.events;

import org.jspecify.annotations.NullMarked;
