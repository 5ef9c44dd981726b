package io.fasti.standalone;

import io.fasti.embedded.StartFailed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Everything this machine keeps, in one folder that one process at a time may use. */
final class DataFolder implements AutoCloseable {

    private final Path folder;
    private final FileChannel channel;

    private DataFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    static DataFolder lock(Path folder) {
        try {
            make(folder);
            Path file = folder.resolve("lock");
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            @Nullable FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            if (lock == null) {
                String holder = Files.readString(file).strip();
                channel.close();
                throw new StartFailed("The data folder %s is in use by another Fasti%s."
                        .formatted(folder, holder.isEmpty() ? "" : " (process " + holder + ")"));
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"));
            return new DataFolder(folder, channel);
        } catch (FileAlreadyExistsException file) {
            throw new StartFailed("The data folder %s is not a folder (FASTI_DATA).".formatted(folder), file);
        } catch (AccessDeniedException denied) {
            throw new StartFailed("The data folder %s cannot be written (FASTI_DATA).".formatted(folder), denied);
        } catch (IOException failure) {
            throw new StartFailed(
                    "The data folder %s cannot be used (FASTI_DATA): %s".formatted(folder, failure.getMessage()),
                    failure);
        }
    }

    Path path() {
        return folder;
    }

    Path masterKey() {
        return folder.resolve("master-key");
    }

    Path postgres() {
        return folder.resolve("postgresql");
    }

    Path kafka() {
        return folder.resolve("kafka");
    }

    Path programs() {
        return folder.resolve("programs");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // The lock goes with the process anyway.
        }
    }

    private static void make(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getParent() != null) {
            Files.createDirectories(folder.getParent());
        }
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
