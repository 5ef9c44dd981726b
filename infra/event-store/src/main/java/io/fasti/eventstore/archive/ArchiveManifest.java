package io.fasti.eventstore.archive;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an archive holds. It is written last, so an archive with a manifest is whole.
 *
 * @param format of the files; counts up when they are written in another way
 * @param endedBefore the streams in it had ended by then
 */
record ArchiveManifest(
        int format,
        String name,
        Instant madeAt,
        String madeBy,
        @Nullable String reason,
        Instant endedBefore,
        List<String> tenants,
        long streams,
        long events,
        List<Part> files) {
    static final int FORMAT = 1;

    /**
     * One file, a line for each event, the events of a stream one after the other.
     *
     * @param sha256 of the file as it is
     * @param firstPosition the smallest in it; ranges of files may overlap, for streams do
     */
    record Part(
            String file, long bytes, String sha256, long streams, long events, long firstPosition, long lastPosition) {}
}
