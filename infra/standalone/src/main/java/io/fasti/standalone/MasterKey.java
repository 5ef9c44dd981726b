package io.fasti.standalone;

import io.fasti.embedded.StartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The key that all other keys are wrapped with, and where it comes from. */
record MasterKey(String base64, String origin) {

    static MasterKey given(String base64) {
        return new MasterKey(base64, "from FASTI_MASTER_KEY");
    }

    /** The one kept in the folder, made if there is none. */
    static MasterKey keptIn(DataFolder folder) {
        Path file = folder.masterKey();
        try {
            if (Files.exists(file)) {
                String text = Files.readString(file).strip();
                Settings.checkMasterKey(file.toString(), text);
                return new MasterKey(text, file.toString());
            }
            String made = generate();
            Path half = file.resolveSibling("master-key.half");
            Files.deleteIfExists(half);
            Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(half, made + "\n");
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            return new MasterKey(made, file + " (made just now: back it up, nothing personal can be read without it)");
        } catch (IOException failure) {
            throw new StartFailed(
                    "The master key %s cannot be used: %s".formatted(file, failure.getMessage()), failure);
        }
    }

    private static String generate() {
        byte[] random = new byte[Settings.MASTER_KEY_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    @Override
    public String toString() {
        return "MasterKey[" + origin + "]";
    }
}
