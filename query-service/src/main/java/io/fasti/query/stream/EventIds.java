package io.fasti.query.stream;

import io.fasti.eventstore.EventLog.Stored;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * Ids of what an event becomes elsewhere: a message, a log entry. They are derived from the event alone, so that the same
 * event always gets the same id, and look and sort like all other ids: 48 bits of time, 80 bits of a hash.
 */
public final class EventIds {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME = 10;
    private static final int HASH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private EventIds() {}

    /** The id of the event itself. */
    public static String of(Stored event) {
        return of("evt_", event);
    }

    public static String of(String prefix, Stored event) {
        return id(
                prefix,
                event.occurredAt(),
                sha256(event.tenantId() + "/" + event.aggregateId() + "/" + event.sequence()));
    }

    /** The id of something that no event is behind. */
    public static String fresh(String prefix, Instant at) {
        var random = new byte[HASH];
        RANDOM.nextBytes(random);
        return id(prefix, at, random);
    }

    private static String id(String prefix, Instant at, byte[] rest) {
        var text = new char[TIME + HASH];
        var millis = at.toEpochMilli();
        for (int i = TIME - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (millis & 31));
            millis >>>= 5;
        }
        for (int i = 0; i < HASH; i++) {
            text[TIME + i] = ALPHABET.charAt(rest[i] & 31);
        }
        return prefix + new String(text);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
