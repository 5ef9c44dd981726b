package io.fasti.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder under {@code target} for this JVM alone, gone when it ends; folders of killed ones are swept. */
final class Scratch {

    private static final Path ALL = Path.of("target", "servers").toAbsolutePath();
    private static final Path OURS =
            ALL.resolve("jvm-" + ProcessHandle.current().pid());

    private Scratch() {}

    static Path programs() {
        return ALL;
    }

    static Path folder(String name) {
        try {
            return Files.createDirectories(OURS.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Closes the server when the JVM ends, and then removes what it had stored. */
    static void closeAtEnd(AutoCloseable server, Path folder) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
            } catch (Exception ignored) {
                // Nobody is left to be told.
            }
            delete(folder);
            delete(OURS);
        }));
    }

    /** The folders that killed JVMs left behind, perhaps with a postmaster still running in them. */
    static List<Path> abandoned() {
        if (!Files.isDirectory(ALL)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.filter(folder -> folder.getFileName().toString().matches("jvm-[0-9]+"))
                    .filter(folder -> !isAlive(folder))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException ignored) {
            // Swept by the next run, or by mvn clean.
        }
    }

    private static boolean isAlive(Path folder) {
        long pid = Long.parseLong(folder.getFileName().toString().substring("jvm-".length()));
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
