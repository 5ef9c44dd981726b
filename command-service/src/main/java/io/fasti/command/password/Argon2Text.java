package io.fasti.command.password;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/** A digest in the form {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}, of any kind of Argon2 and any parameters. */
record Argon2Text(int kind, int version, int memoryKib, int iterations, int parallelism, byte[] salt, byte[] hash) {
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2(i|d|id)\\$(?:v=(\\d{2})\\$)?m=(\\d{1,7}),t=(\\d{1,5}),p=(\\d{1,3})\\$([A-Za-z0-9+/]+)=*\\$([A-Za-z0-9+/]+)=*");
    private static final int FIRST_VERSION = Argon2Parameters.ARGON2_VERSION_10;
    private static final int MOST_MEMORY_KIB = 1 << 18;
    /** KiB times passes: what brings the processor down is their product. */
    private static final long MOST_WORK = 1L << 23;

    private static final int MOST_PARALLELISM = 16;

    /** Null when the text has another form, or asks for more work than anybody should be made to do. */
    static @Nullable Argon2Text of(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        try {
            var parsed = new Argon2Text(
                    kind(form.group(1)),
                    form.group(2) == null ? FIRST_VERSION : Integer.parseInt(form.group(2)),
                    Integer.parseInt(form.group(3)),
                    Integer.parseInt(form.group(4)),
                    Integer.parseInt(form.group(5)),
                    Base64.getDecoder().decode(form.group(6)),
                    Base64.getDecoder().decode(form.group(7)));
            return parsed.isBearable() ? parsed : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    boolean matches(byte[] password) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(kind)
                .withVersion(version)
                .withMemoryAsKB(memoryKib)
                .withIterations(iterations)
                .withParallelism(parallelism)
                .withSalt(salt)
                .build());
        var computed = new byte[hash.length];
        generator.generateBytes(password, computed);
        return MessageDigest.isEqual(computed, hash);
    }

    private static int kind(String name) {
        return switch (name) {
            case "d" -> Argon2Parameters.ARGON2_d;
            case "i" -> Argon2Parameters.ARGON2_i;
            default -> Argon2Parameters.ARGON2_id;
        };
    }

    private boolean isBearable() {
        return memoryKib >= 1
                && memoryKib <= MOST_MEMORY_KIB
                && iterations >= 1
                && (long) memoryKib * iterations <= MOST_WORK
                && parallelism >= 1
                && parallelism <= MOST_PARALLELISM
                && hash.length >= 4
                && hash.length <= 128;
    }
}
