package io.fasti.command.password;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.PasswordPolicy;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.function.IntPredicate;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Checks passwords against a tenant's policy and hashes them with Argon2id. Hashing is made to be slow, so only as many run
 * at a time as there are processors; the native library does it, and Bouncy Castle where that cannot be loaded.
 */
@Component
public class Passwords {
    static final int MOST_LENGTH = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);
    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int PARALLELISM = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Semaphore running = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final @Nullable Argon2 nativeLibrary;

    Passwords() {
        this(library());
    }

    Passwords(@Nullable Argon2 nativeLibrary) {
        this.nativeLibrary = nativeLibrary;
    }

    /**
     * The hash of a new password, in the form {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}.
     *
     * @throws Rejection PASSWORD_REJECTED, with what is missing
     */
    public Secret hash(Secret password, PasswordPolicy policy) {
        check(password.value(), policy);
        running.acquireUninterruptibly();
        try {
            return new Secret(hash(normal(password)));
        } finally {
            running.release();
        }
    }

    private static void check(String password, PasswordPolicy policy) {
        var faults = new ArrayList<String>();
        var length = password.codePointCount(0, password.length());
        if (length < policy.minLength()) {
            faults.add("at least " + policy.minLength() + " characters");
        }
        if (length > MOST_LENGTH) {
            faults.add("at most " + MOST_LENGTH + " characters");
        }
        if (policy.requireUppercase() && lacks(password, Character::isUpperCase)) {
            faults.add("an upper-case letter");
        }
        if (policy.requireNumbers() && lacks(password, Character::isDigit)) {
            faults.add("a digit");
        }
        if (policy.requireSymbols() && lacks(password, c -> !Character.isLetterOrDigit(c))) {
            faults.add("a character that is neither letter nor digit");
        }
        if (!faults.isEmpty()) {
            throw new Rejection(ErrorCode.PASSWORD_REJECTED, "password", "must have " + String.join(", ", faults));
        }
    }

    private static boolean lacks(String password, IntPredicate kind) {
        return password.codePoints().noneMatch(kind);
    }

    /** Keyboards compose the same characters differently. */
    private static byte[] normal(Secret password) {
        return Normalizer.normalize(password.value(), Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    }

    private String hash(byte[] password) {
        if (nativeLibrary != null) {
            return nativeLibrary.hash(ITERATIONS, MEMORY_KIB, PARALLELISM, password);
        }
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(MEMORY_KIB)
                .withIterations(ITERATIONS)
                .withParallelism(PARALLELISM)
                .withSalt(salt)
                .build();
        var generator = new Argon2BytesGenerator();
        generator.init(parameters);
        var hash = new byte[HASH_BYTES];
        generator.generateBytes(password, hash);
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + ITERATIONS + ",p=" + PARALLELISM + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    private static @Nullable Argon2 library() {
        try {
            return Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id, SALT_BYTES, HASH_BYTES);
        } catch (LinkageError e) {
            LOG.info("Argon2 is computed in Java, since the native library cannot be loaded: {}", e.getMessage());
            return null;
        }
    }
}
