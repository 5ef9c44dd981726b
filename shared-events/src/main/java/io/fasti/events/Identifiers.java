package io.fasti.events;

import java.security.SecureRandom;

/** Makes ids: prefix, 48 bits of milliseconds, 82 random bits, in lower-case Crockford base32, so that they sort by time. */
final class Identifiers {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final SecureRandom RANDOM = new SecureRandom();

    private Identifiers() {}

    static String random(String prefix) {
        var text = new char[26];
        var millis = System.currentTimeMillis();
        for (int i = 9; i >= 0; i--) {
            text[i] = ALPHABET[(int) (millis & 31)];
            millis >>>= 5;
        }
        var entropy = new byte[16];
        RANDOM.nextBytes(entropy);
        for (int i = 0; i < 16; i++) {
            text[10 + i] = ALPHABET[entropy[i] & 31];
        }
        return prefix + new String(text);
    }
}
