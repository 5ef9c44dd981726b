package io.fasti.eventstore.archive;

import io.fasti.eventstore.EventJson;
import io.fasti.eventstore.EventLog.Stored;
import io.fasti.eventstore.archive.ArchiveManifest.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;

/** The folder of one archive: files of JSON lines, compressed, and the manifest. What has its name is on the disk. */
final class ArchiveFolder {
    static final String MANIFEST = "manifest.json";
    private static final String UNFINISHED = ".part";

    /** What is there cannot be used. */
    static final class Damaged extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Damaged(String message) {
            super(message);
        }
    }

    /** Takes a stream, whole. */
    interface Streams {
        void take(List<Stored> stream) throws SQLException, InterruptedException;
    }

    private final Path path;

    ArchiveFolder(Path path) {
        this.path = path;
    }

    boolean isThere() {
        return Files.isDirectory(path);
    }

    boolean hasManifest() {
        return Files.isRegularFile(path.resolve(MANIFEST));
    }

    /** Only whoever runs Fasti may look into it. */
    void make() throws IOException {
        Files.createDirectories(path);
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
        force(path);
        var parent = path.getParent();
        if (parent != null) {
            force(parent);
        }
    }

    /** Takes away what an attempt that did not end has left. */
    void empty() throws IOException {
        try (var files = Files.list(path)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    void delete() throws IOException {
        if (isThere()) {
            try (var files = Files.walk(path)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** A file that has its name only once it is whole and on the disk. */
    OutputStream create(String file) throws IOException {
        return Files.newOutputStream(
                path.resolve(file + UNFINISHED),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }

    /** What was created is closed, and gets its name. */
    void finish(String file) throws IOException {
        var unfinished = path.resolve(file + UNFINISHED);
        force(unfinished);
        Files.move(unfinished, path.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        force(path);
    }

    long size(String file) throws IOException {
        return Files.size(path.resolve(file));
    }

    /** Its hash, by which it is known from then on. */
    String write(ArchiveManifest manifest) throws IOException {
        try (var out = create(MANIFEST)) {
            out.write(EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        }
        finish(MANIFEST);
        return sha256(MANIFEST);
    }

    ArchiveManifest manifest() throws IOException {
        if (!hasManifest()) {
            throw new Damaged("There is no " + MANIFEST + " in " + path);
        }
        try {
            var manifest =
                    EventJson.mapper().readValue(Files.readAllBytes(path.resolve(MANIFEST)), ArchiveManifest.class);
            if (manifest.format() != ArchiveManifest.FORMAT) {
                throw new Damaged("The format " + manifest.format() + " of " + path + " is not known");
            }
            return manifest;
        } catch (JacksonException e) {
            throw new Damaged("The manifest in " + path + " cannot be read: " + e.getOriginalMessage());
        }
    }

    String sha256(String file) throws IOException {
        var digest = sha256();
        try (var in = new DigestInputStream(Files.newInputStream(path.resolve(file)), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** @throws Damaged when a file is not there, or not as it was written */
    void check(Part part) throws IOException {
        if (!Files.isRegularFile(path.resolve(part.file()))) {
            throw new Damaged(part.file() + " is missing in " + path);
        }
        if (!sha256(part.file()).equals(part.sha256())) {
            throw new Damaged(part.file() + " in " + path + " is not as it was written");
        }
    }

    /** All streams of a file, in its order; the file is checked first, and what was in it is counted. */
    void read(Part part, Streams streams) throws IOException, SQLException, InterruptedException {
        check(part);
        long events = 0;
        long count = 0;
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path.resolve(part.file())), 64 * 1024),
                StandardCharsets.UTF_8))) {
            var stream = new ArrayList<Stored>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var event = EventJson.mapper().readValue(line, Stored.class);
                if (!stream.isEmpty() && !stream.getFirst().aggregateId().equals(event.aggregateId())) {
                    streams.take(stream);
                    count++;
                    stream = new ArrayList<>();
                }
                stream.add(event);
                events++;
            }
            if (!stream.isEmpty()) {
                streams.take(stream);
                count++;
            }
        } catch (JacksonException e) {
            throw new Damaged(part.file() + " in " + path + " cannot be read: " + e.getOriginalMessage());
        }
        if (events != part.events() || count != part.streams()) {
            throw new Damaged("%s in %s has %d events of %d streams, and should have %d of %d"
                    .formatted(part.file(), path, events, count, part.events(), part.streams()));
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void force(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
