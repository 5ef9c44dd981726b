package io.fasti.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder appears complete or not at all: it is made beside its place and then moved there. */
final class Folders {

    private Folders() {}

    interface Maker {
        void fill(Path folder) throws IOException;
    }

    static void makeOnce(Path folder, Maker maker) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder.toAbsolutePath().getParent());
        sweepHalfMade(folder);
        Path half = halfMade(folder);
        Files.createDirectories(half);
        maker.fill(half);
        try {
            Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException lost) {
            if (!Files.isDirectory(folder)) {
                throw lost;
            }
            delete(half);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Path halfMade(Path folder) {
        return folder.resolveSibling(
                folder.getFileName() + ".half-" + ProcessHandle.current().pid());
    }

    /** Leaves alone what a live process is still making; an orphan of a killed one may hinder us once, not for ever. */
    private static void sweepHalfMade(Path folder) throws IOException {
        String prefix = folder.getFileName() + ".half-";
        List<Path> halves;
        try (Stream<Path> siblings = Files.list(folder.toAbsolutePath().getParent())) {
            halves = siblings.filter(sibling -> sibling.getFileName().toString().startsWith(prefix))
                    .toList();
        }
        for (Path half : halves) {
            long maker = Long.parseLong(half.getFileName().toString().substring(prefix.length()));
            boolean alive = maker != ProcessHandle.current().pid()
                    && ProcessHandle.of(maker).map(ProcessHandle::isAlive).orElse(false);
            if (!alive) {
                delete(half);
            }
        }
    }
}
