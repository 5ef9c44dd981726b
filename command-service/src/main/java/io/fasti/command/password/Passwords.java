package io.fasti.command.password;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.PasswordDigest;
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
 * Checks passwords against a tenant's policy, hashes them with Argon2id, and tells right ones from wrong ones. Hashing is made to be slow, so only as many run
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
    private static final String OURS =
            "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + ITERATIONS + ",p=" + PARALLELISM + "$";
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
        return hash(password);
    }

    /**
     * The same of a password that somebody set who need not mind the policy.
     *
     * @throws Rejection PASSWORD_REJECTED when it is longer than anybody should have to hash
     */
    public Secret hash(Secret password) {
        if (password.value().length() > 2 * MOST_LENGTH) {
            throw new Rejection(
                    ErrorCode.PASSWORD_REJECTED, "password", "must have at most " + MOST_LENGTH + " characters");
        }
        running.acquireUninterruptibly();
        try {
            return new Secret(hash(normal(password)));
        } finally {
            running.release();
        }
    }

    /**
     * Whether this is the password of which the digest was made. A wrong one takes about as long as with a digest of our own,
     * even where there is none, so that time does not tell what kind of digest somebody has.
     *
     * @param stored in the form of events; null for none
     */
    public boolean matches(Secret password, @Nullable Secret stored) {
        if (password.value().length() > 2 * MOST_LENGTH) {
            return false;
        }
        running.acquireUninterruptibly();
        try {
            var digest = stored == null ? null : PasswordDigest.of(stored.value());
            var right = digest != null
                    && (digest.imported()
                            ? ImportedDigests.matches(digest, password)
                            : ours(digest.digest(), normal(password)));
            if (!right && (digest == null || ImportedDigests.isQuick(digest))) {
                hash(normal(password));
            }
            return right;
        } finally {
            running.release();
        }
    }

    /** Whether the digest should be made anew when there is an opportunity. */
    public static boolean outdated(Secret stored) {
        return !stored.value().startsWith(OURS);
    }

    private boolean ours(String digest, byte[] password) {
        if (nativeLibrary != null) {
            return nativeLibrary.verify(digest, password);
        }
        var argon2 = Argon2Text.of(digest);
        return argon2 != null && argon2.matches(password);
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
        return OURS + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
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
