package io.fasti.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a change will answer when it succeeds. It is told before the change, since a repeat with the same Idempotency-Key
 * must find it in the store.
 *
 * @param kind the resource that is shown, by the name under which its {@link io.fasti.http.readback.Shown} is found
 *     ({@code user}); null when nothing is shown
 * @param id the id of that resource, or of whom the answer is about
 * @param message the sentence of the answer
 * @param once members that only this answer has, such as a secret; they are stored sealed
 */
public record Outcome(
        int status, @Nullable String kind, @Nullable String id, String message, Map<String, Object> once) {
    /** 201, with the new resource and its Location. */
    public static Outcome created(String kind, Object id, String message) {
        return new Outcome(201, kind, id.toString(), message, Map.of());
    }

    /** 200, with the resource as it is now. */
    public static Outcome shown(String kind, Object id, String message) {
        return new Outcome(200, kind, id.toString(), message, Map.of());
    }

    /** 200, with a message only. */
    public static Outcome done(String message) {
        return new Outcome(200, null, null, message, Map.of());
    }

    /** A status and nothing to show. */
    public static Outcome silent(int status) {
        return new Outcome(status, null, null, "", Map.of());
    }

    /** The same, for who is not shown: should they be erased, this answer is not kept either. */
    public Outcome about(Object id) {
        return new Outcome(status, kind, id.toString(), message, once);
    }

    /** The same, with a member that is said only this once. */
    public Outcome once(String name, Object value) {
        var more = new LinkedHashMap<>(once);
        more.put(name, value);
        return new Outcome(status, kind, id, message, more);
    }
}
