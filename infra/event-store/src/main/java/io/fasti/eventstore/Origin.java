package io.fasti.eventstore;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an event comes from; it is stored as the event's metadata. {@code ip} and {@code userAgent} are stored under the
 * key of the acting user, or of the tenant when no user acts.
 *
 * @param actorType {@code api_key}, {@code user}, {@code operator} or {@code system}
 * @param correlationId what this is part of; by default the request id
 * @param dialect {@code lumo}, {@code logto}, or null when no request is behind it
 * @param operation the route or the automation: {@code POST /admin/users}
 */
public record Origin(
        String actorType,
        String actorId,
        @Nullable String requestId,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String ip,
        @Nullable String userAgent,
        @Nullable String dialect,
        @Nullable String operation) {
    /** Fasti itself acts, for example when it sweeps what a deleted role left behind. */
    public static Origin system(String operation) {
        return new Origin("system", "fasti", null, null, null, null, null, null, operation);
    }

    /** The members that are never sealed, as they stand in the metadata; those without a value are left out. */
    Map<String, String> open() {
        var members = new LinkedHashMap<String, String>();
        members.put("actorType", actorType);
        members.put("actorId", actorId);
        put(members, "requestId", requestId);
        put(members, "correlationId", correlationId);
        put(members, "causationId", causationId);
        put(members, "dialect", dialect);
        put(members, "operation", operation);
        return members;
    }

    private static void put(Map<String, String> members, String name, @Nullable String value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}
