package io.fasti.command.user;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.UserEvent;
import io.fasti.events.UserEvent.UserAttributesChanged;
import io.fasti.events.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules of custom attributes. One may be there and have no value, which is not the same as being gone. */
final class CustomAttributes {
    static final int MOST = 1_000;

    private CustomAttributes() {}

    /** Those that are named take their new values, and go when that is null. */
    static List<UserEvent> change(
            UserId userId, Map<String, @Nullable Object> was, Map<String, @Nullable Object> wanted) {
        var changed = new LinkedHashMap<String, @Nullable Object>();
        wanted.forEach((name, value) -> {
            if (value == null ? was.containsKey(name) : !value.equals(was.get(name))) {
                changed.put(name, value);
            }
        });
        return changed(new UserAttributesChanged(userId, changed), was);
    }

    /** Those that are named take their new values, even if that is null. */
    static List<UserEvent> merge(
            UserId userId, Map<String, @Nullable Object> was, Map<String, @Nullable Object> wanted) {
        return set(userId, was, wanted, List.of());
    }

    /** These and no others. */
    static List<UserEvent> replace(
            UserId userId, Map<String, @Nullable Object> was, Map<String, @Nullable Object> wanted) {
        return set(
                userId,
                was,
                wanted,
                was.keySet().stream().filter(name -> !wanted.containsKey(name)).toList());
    }

    static Map<String, @Nullable Object> after(Map<String, @Nullable Object> was, UserAttributesChanged e) {
        var now = new LinkedHashMap<String, @Nullable Object>(was);
        e.attributes().forEach((name, value) -> {
            if (e.removes(name)) {
                now.remove(name);
            } else {
                now.put(name, value);
            }
        });
        return Collections.unmodifiableMap(now);
    }

    private static List<UserEvent> set(
            UserId userId,
            Map<String, @Nullable Object> was,
            Map<String, @Nullable Object> wanted,
            List<String> removed) {
        var changed = new LinkedHashMap<String, @Nullable Object>();
        var nulls = new ArrayList<String>();
        wanted.forEach((name, value) -> {
            if (!was.containsKey(name) || !Objects.equals(was.get(name), value)) {
                changed.put(name, value);
                if (value == null) {
                    nulls.add(name);
                }
            }
        });
        removed.forEach(name -> changed.put(name, null));
        return changed(new UserAttributesChanged(userId, changed, nulls.isEmpty() ? null : nulls), was);
    }

    private static List<UserEvent> changed(UserAttributesChanged event, Map<String, @Nullable Object> was) {
        if (event.attributes().isEmpty()) {
            return List.of();
        }
        if (after(was, event).size() > MOST) {
            throw new Rejection(ErrorCode.INVALID_FIELD, "attributes", "a user has at most " + MOST + " attributes");
        }
        return List.of(event);
    }
}
