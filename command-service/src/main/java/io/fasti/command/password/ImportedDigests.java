package io.fasti.command.password;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.PasswordDigest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** Digests that other systems made of passwords. */
public final class ImportedDigests {
    private static final int MOST_BCRYPT_COST = 16;
    private static final Set<String> ALGORITHMS =
            Set.of("Argon2i", "Argon2id", "Argon2d", "SHA1", "SHA256", "MD5", "Bcrypt", "Legacy");
    private static final Set<String> QUICK = Set.of("SHA1", "SHA256", "MD5", "Legacy");

    private ImportedDigests() {}

    /**
     * A digest from elsewhere, in the form of events. One that no password can ever match is taken too: its owner has to
     * set a new one.
     *
     * @throws Rejection PASSWORD_ALGORITHM_UNKNOWN, or PASSWORD_DIGEST_MALFORMED where the digest says how it was made
     */
    public static Secret kept(String algorithm, String digest) {
        if (!ALGORITHMS.contains(algorithm)) {
            throw new Rejection(ErrorCode.PASSWORD_ALGORITHM_UNKNOWN, "passwordAlgorithm", "is unknown");
        }
        if (algorithm.equals("Legacy")) {
            Legacy.of(digest);
        }
        return new Secret(PasswordDigest.imported(algorithm, digest).stored());
    }

    static boolean matches(PasswordDigest digest, Secret password) {
        var bytes = password.value().getBytes(StandardCharsets.UTF_8);
        return switch (digest.algorithm()) {
            case "Argon2i", "Argon2id", "Argon2d" -> {
                var argon2 = Argon2Text.of(digest.digest());
                yield argon2 != null && argon2.matches(bytes);
            }
            case "Bcrypt" -> bcrypt(digest.digest(), bytes);
            case "SHA1", "SHA256", "MD5" -> plain(digest, bytes);
            case "Legacy" -> Legacy.of(digest.digest()).matches(password.value());
            default -> false;
        };
    }

    /** Whether a wrong password is found out much sooner than with our own algorithm. */
    static boolean isQuick(PasswordDigest digest) {
        return digest.imported() && QUICK.contains(digest.algorithm());
    }

    private static boolean plain(PasswordDigest digest, byte[] password) {
        var function = HashNames.of(digest.algorithm());
        if (function == null) {
            return false;
        }
        function.update(password, 0, password.length);
        var hash = new byte[function.getDigestSize()];
        function.doFinal(hash, 0);
        var expected = digest.digest().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(HexFormat.of().formatHex(hash).getBytes(StandardCharsets.UTF_8), expected);
    }

    private static boolean bcrypt(String digest, byte[] password) {
        try {
            var cost = Integer.parseInt(digest, 4, 6, 10);
            return cost <= MOST_BCRYPT_COST && OpenBSDBCrypt.checkPassword(digest, password);
        } catch (RuntimeException _) {
            // what is no bcrypt digest is no password's
            return false;
        }
    }
}
