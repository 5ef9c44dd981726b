package io.fasti.command.password;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.Blake2sDigest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SHA512tDigest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.jspecify.annotations.Nullable;

/** Hash functions by the names that OpenSSL, and so most systems that passwords come from, calls them. */
final class HashNames {
    private static final Map<String, Supplier<ExtendedDigest>> KNOWN = new HashMap<>();

    static {
        KNOWN.put("md5", MD5Digest::new);
        KNOWN.put("sha1", SHA1Digest::new);
        KNOWN.put("sha224", SHA224Digest::new);
        KNOWN.put("sha256", SHA256Digest::new);
        KNOWN.put("sha384", SHA384Digest::new);
        KNOWN.put("sha512", SHA512Digest::new);
        KNOWN.put("sha512224", () -> new SHA512tDigest(224));
        KNOWN.put("sha512256", () -> new SHA512tDigest(256));
        for (var bits : new int[] {224, 256, 384, 512}) {
            KNOWN.put("sha3" + bits, () -> new SHA3Digest(bits));
        }
        KNOWN.put("ripemd160", RIPEMD160Digest::new);
        KNOWN.put("rmd160", RIPEMD160Digest::new);
        KNOWN.put("ripemd", RIPEMD160Digest::new);
        KNOWN.put("sm3", SM3Digest::new);
        KNOWN.put("blake2b512", () -> new Blake2bDigest(512));
        KNOWN.put("blake2s256", () -> new Blake2sDigest(256));
    }

    private HashNames() {}

    /** {@code sha256}, {@code SHA-256}, {@code RSA-SHA256}; null when it is not known. */
    static @Nullable ExtendedDigest of(String name) {
        var plain = name.toLowerCase(Locale.ROOT).replaceFirst("^rsa-", "").replaceAll("[-/_]", "");
        var known = KNOWN.get(plain);
        return known == null ? null : known.get();
    }
}
