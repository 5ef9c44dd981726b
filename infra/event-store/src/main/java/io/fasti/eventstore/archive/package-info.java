/**
 * Archives of streams that have ended: they leave the store for files, but for their first and last events, and can come back
 * to where they were.
 *
 * <p>It uses the event store, which knows nothing of it but the table {@code archived_stream}: what is archived, so that its
 * ids stay taken, its past is not shown with a hole, and read models are made anew without it. An operator asks by
 * {@link io.fasti.eventstore.archive.Archives}; {@code ArchiveWorker} does it in the background, wherever the folder is.
 * Whether a stream may leave is asked of the readers and of the read models:
 * {@link io.fasti.eventstore.ReadersGate} and {@link io.fasti.eventstore.LeavesNothing}.
 */
@NullMarked
package io.fasti.eventstore.archive;

import org.jspecify.annotations.NullMarked;
