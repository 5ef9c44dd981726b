package io.fasti.eventstore.archive;

import io.fasti.eventstore.EventJson;
import io.fasti.eventstore.EventLog.Stored;
import io.fasti.eventstore.archive.ArchiveManifest.Part;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes streams into files of bounded size. */
final class ArchiveWriter implements AutoCloseable {
    private static final long MOST_CHARACTERS = 64_000_000;

    private final ArchiveFolder folder;
    private final int eventsPerFile;
    private final List<Part> parts = new ArrayList<>();
    private final TreeSet<String> tenants = new TreeSet<>();
    private @Nullable Open open;

    /** The file that is being written. */
    private static final class Open {
        final String file;
        final MessageDigest digest = ArchiveFolder.sha256();
        final OutputStream out;
        long streams;
        long events;
        long characters;
        long first = Long.MAX_VALUE;
        long last;

        Open(String file, OutputStream out) throws IOException {
            this.file = file;
            this.out = new GZIPOutputStream(new DigestOutputStream(new BufferedOutputStream(out), digest), 64 * 1024);
        }
    }

    ArchiveWriter(ArchiveFolder folder, int eventsPerFile) {
        this.folder = folder;
        this.eventsPerFile = eventsPerFile;
    }

    /** Takes a whole stream; it is all in one file. */
    void add(List<Stored> stream) throws IOException {
        var file = open;
        if (file == null) {
            var name = "events-%05d.jsonl.gz".formatted(parts.size() + 1);
            file = new Open(name, folder.create(name));
            open = file;
        }
        for (var event : stream) {
            var line = EventJson.mapper().writeValueAsString(event);
            file.out.write(line.getBytes(StandardCharsets.UTF_8));
            file.out.write('\n');
            file.characters += line.length();
            file.first = Math.min(file.first, event.position());
            file.last = Math.max(file.last, event.position());
            tenants.add(event.tenantId());
        }
        file.streams++;
        file.events += stream.size();
        if (file.events >= eventsPerFile || file.characters >= MOST_CHARACTERS) {
            finish(file);
        }
    }

    private void finish(Open file) throws IOException {
        file.out.close();
        folder.finish(file.file);
        parts.add(new Part(
                file.file,
                folder.size(file.file),
                HexFormat.of().formatHex(file.digest.digest()),
                file.streams,
                file.events,
                file.first,
                file.last));
        open = null;
    }

    /** Ends the last file. */
    ArchiveManifest manifest(ArchiveLedger.Entry entry) throws IOException {
        var file = open;
        if (file != null) {
            finish(file);
        }
        return new ArchiveManifest(
                ArchiveManifest.FORMAT,
                entry.name(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                entry.requestedBy(),
                entry.reason(),
                entry.endedBefore(),
                List.copyOf(tenants),
                parts.stream().mapToLong(Part::streams).sum(),
                parts.stream().mapToLong(Part::events).sum(),
                List.copyOf(parts));
    }

    @Override
    public void close() {
        var file = open;
        if (file != null) {
            try {
                file.out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
