package io.fasti.events;

/**
 * What is kept of a password: the digest, and which algorithm made it. Our own digests name their algorithm themselves
 * ({@code $argon2id$…}); those that were brought along from elsewhere are stored as {@code <algorithm>:<digest>}, whatever
 * they look like.
 *
 * @param algorithm {@code Argon2id}, {@code Argon2i}, {@code Argon2d}, {@code Bcrypt}, {@code SHA256}, {@code SHA1},
 *     {@code MD5}, or {@code Legacy} for a JSON text of algorithm, arguments and digest
 */
public record PasswordDigest(String algorithm, String digest, boolean imported) {
    private static final String OURS = "Argon2id";

    public static PasswordDigest of(String stored) {
        if (stored.startsWith("$")) {
            return new PasswordDigest(OURS, stored, false);
        }
        var colon = stored.indexOf(':');
        return colon < 0
                ? new PasswordDigest("", stored, true)
                : new PasswordDigest(stored.substring(0, colon), stored.substring(colon + 1), true);
    }

    public static PasswordDigest imported(String algorithm, String digest) {
        return new PasswordDigest(algorithm, digest, true);
    }

    /** As events have it. */
    public String stored() {
        return imported ? algorithm + ':' + digest : digest;
    }

    @Override
    public String toString() {
        return algorithm + ":***";
    }
}
