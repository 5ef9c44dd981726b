/**
 * The audit log: one entry for every event, saying who did what to whom, from what to what and when.
 *
 * <p>It is made of the event stream, and an event that is given again adds nothing. What is personal in an entry is sealed
 * under the key of the person, so that erasing somebody leaves the entry and its order but not the person. Secrets and
 * hashes are never part of it.
 */
@NullMarked
package io.fasti.query.audit;

import org.jspecify.annotations.NullMarked;
