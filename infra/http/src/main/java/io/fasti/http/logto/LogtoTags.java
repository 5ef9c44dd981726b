package io.fasti.http.logto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Entity tags of lists: length and SHA-1 of what is shown. A list has no version that a change could ask for. */
final class LogtoTags {
    private LogtoTags() {}

    static String of(byte[] body) {
        try {
            var hash = MessageDigest.getInstance("SHA-1").digest(body);
            var text = Base64.getEncoder().withoutPadding().encodeToString(hash);
            return '"' + Integer.toHexString(body.length) + '-' + text + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
