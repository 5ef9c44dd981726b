package io.fasti.http.answer;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags: {@code "<version>-<hash of the data>"}. The hash is there because a representation shows more than its
 * aggregate, such as the names of a user's roles; preconditions of changes look at the version alone.
 */
final class ETags {
    private ETags() {}

    static String of(long version, byte[] data) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(data);
            return '"' + Long.toString(version) + '-' + HexFormat.of().formatHex(hash, 0, 8) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether an If-None-Match header has the tag. */
    static boolean listed(@Nullable String header, String tag) {
        if (header == null) {
            return false;
        }
        if (header.equals(tag) || header.trim().equals("*")) {
            return true;
        }
        for (int at = header.indexOf(tag); at >= 0; at = header.indexOf(tag, at + 1)) {
            var before = header.substring(0, at).trim();
            if (before.isEmpty() || before.endsWith(",") || before.endsWith("W/")) {
                return true;
            }
        }
        return false;
    }

    /**
     * The version that an If-Match header asks for; null for any.
     *
     * @throws Rejection VERSION_STALE for a tag that is none of ours, MALFORMED_REQUEST for what is no single tag
     */
    static @Nullable Long version(@Nullable String header) {
        if (header == null) {
            return null;
        }
        var tag = header.trim();
        if (tag.equals("*")) {
            return null;
        }
        if (tag.startsWith("W/")) {
            throw new Rejection(ErrorCode.VERSION_STALE, "if-match", "must be a strong entity tag");
        }
        var quoted = tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"");
        var text = quoted ? tag.substring(1, tag.length() - 1) : tag;
        if (text.isEmpty() || text.indexOf('"') >= 0 || text.indexOf(',') >= 0) {
            throw new Rejection(ErrorCode.MALFORMED_REQUEST, "if-match", "must be one entity tag, or *");
        }
        var dash = text.indexOf('-');
        try {
            return Long.parseLong(text, 0, dash < 0 ? text.length() : dash, 10);
        } catch (NumberFormatException _) {
            throw new Rejection(ErrorCode.VERSION_STALE, "if-match", "is no entity tag of this resource");
        }
    }
}
