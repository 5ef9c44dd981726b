package io.fasti.query.stream;

import io.fasti.eventstore.EventLog.Stored;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Ids of what an event becomes elsewhere: a message, a log entry. They are derived from the event alone, so that the same
 * event always gets the same id, and look and sort like all other ids: 48 bits of time, 80 bits of a hash.
 */
public final class EventIds {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME = 10;
    private static final int HASH = 16;

    private EventIds() {}

    /** The id of the event itself. */
    public static String of(Stored event) {
        return of("evt_", event);
    }

    public static String of(String prefix, Stored event) {
        var text = new char[TIME + HASH];
        var millis = event.occurredAt().toEpochMilli();
        for (int i = TIME - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (millis & 31));
            millis >>>= 5;
        }
        var hash = sha256(event.tenantId() + "/" + event.aggregateId() + "/" + event.sequence());
        for (int i = 0; i < HASH; i++) {
            text[TIME + i] = ALPHABET.charAt(hash[i] & 31);
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
