package io.fasti.query.audit;

import io.fasti.events.IdentityEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an aggregate, as far as an auditor may see it.
 *
 * @param fields empty once it is deleted
 * @param name how people call it; kept beyond its deletion
 * @param email kept beyond its deletion
 */
record AuditState(
        Map<String, @Nullable Object> fields,
        @Nullable String name,
        @Nullable String email) {
    static final AuditState NONE = new AuditState(Map.<String, @Nullable Object>of(), null, null);

    /** One field of an entry. Values are texts, booleans, numbers, lists and maps of them. */
    record Difference(@Nullable Object from, @Nullable Object to) {}

    /** This state after an event. */
    AuditState after(IdentityEvent event) {
        var next = new LinkedHashMap<String, @Nullable Object>(fields);
        AuditFields.assigned(event, fields).forEach((field, value) -> {
            if (value == null) {
                next.remove(field);
            } else {
                next.put(field, value);
            }
        });
        return new AuditState(next, first(next, name, "name", "username", "slug", "url"), first(next, email, "email"));
    }

    /** The fields that differ, in the order in which the fields are known. */
    Map<String, Difference> differences(AuditState next) {
        var differences = new LinkedHashMap<String, Difference>();
        var names = new LinkedHashMap<String, @Nullable Object>(fields);
        names.putAll(next.fields);
        for (var field : names.keySet()) {
            var from = fields.get(field);
            var to = next.fields.get(field);
            if (!Objects.equals(from, to)) {
                differences.put(field, new Difference(from, to));
            }
        }
        return differences;
    }

    private static @Nullable String first(
            Map<String, @Nullable Object> fields, @Nullable String otherwise, String... names) {
        for (var name : names) {
            if (fields.get(name) instanceof String text) {
                return text;
            }
        }
        return otherwise;
    }
}
