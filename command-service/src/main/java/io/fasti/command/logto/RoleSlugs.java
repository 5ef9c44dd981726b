package io.fasti.command.logto;

import io.fasti.command.Slugified;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Predicate;

/**
 * Slugs for roles whose makers know nothing of slugs. Of two who make a role of the same name at the same time, both come
 * to the same slug, and one of them is refused.
 */
final class RoleSlugs {
    private static final int LONGEST_WITHOUT_HASH = 110;

    private RoleSlugs() {}

    static String of(String name, Predicate<String> taken) {
        var slug = Slugified.of(name);
        if (!slug.isEmpty() && !taken.test(slug)) {
            return slug;
        }
        var beginning = slug.isEmpty() ? "role" : slug.substring(0, Math.min(slug.length(), LONGEST_WITHOUT_HASH));
        return beginning + "-" + hash(name);
    }

    private static String hash(String name) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
