package io.fasti.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * What has been prepared for one jar on one machine, in the folder {@code fasti-prepared} beside it: the jar unpacked, and a
 * cache of what the JVM learned when Fasti was run with it (JEP 483, 514 and 515). A stamp says for which jar and which Java
 * it was made; for any other it counts as not there.
 */
record Prepared(Path jar) {

    /** Set in a process that runs from the prepared folder. */
    static final String HERE = "fasti.prepared";

    /**
     * What a prepared process is run with; the cache fits no other collector as well. A small young generation, and giving
     * back what the compilers needed, make the process a tenth smaller.
     */
    static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-Xmn80m",
            "-XX:TrimNativeHeapInterval=10000",
            "-Xlog:aot*=off",
            "-Xlog:cds*=off",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-D" + HERE + "=true");

    /** The jar that this process was started with; empty when it runs from anything else, or from what was prepared. */
    static Optional<Prepared> ofThisProcess() {
        var path = Path.of(System.getProperty("java.class.path", ""));
        if (System.getProperty(HERE) != null || !path.toString().endsWith(".jar") || !Files.isRegularFile(path)) {
            return Optional.empty();
        }
        return Optional.of(new Prepared(path.toAbsolutePath().normalize()));
    }

    Path folder() {
        var name = jar.getFileName().toString();
        return jar.resolveSibling(name.substring(0, name.length() - ".jar".length()) + "-prepared");
    }

    /** The jar unpacked: itself, and its libraries beside it. */
    Path unpacked() {
        return folder().resolve("program");
    }

    Path program() {
        return unpacked().resolve(jar.getFileName());
    }

    Path cache() {
        return folder().resolve("cache.aot");
    }

    boolean isReady() {
        try {
            return Files.readString(stampFile()).equals(stamp()) && Files.isRegularFile(cache());
        } catch (IOException _) {
            return false;
        }
    }

    /** From now on it counts. */
    void stampIt() throws IOException {
        Files.writeString(stampFile(), stamp());
    }

    void unstamp() throws IOException {
        Files.deleteIfExists(stampFile());
    }

    private Path stampFile() {
        return folder().resolve("stamp");
    }

    /** The jar's table of contents has a checksum of each entry, so it stands for all of the jar. */
    private String stamp() throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            var digest = MessageDigest.getInstance("SHA-256");
            zip.stream()
                    .map(entry -> entry.getName() + " " + entry.getCrc() + " " + entry.getSize() + "\n")
                    .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest()) + "\n" + System.getProperty("java.home") + "\n"
                    + System.getProperty("java.vm.version") + " " + System.getProperty("os.arch") + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
