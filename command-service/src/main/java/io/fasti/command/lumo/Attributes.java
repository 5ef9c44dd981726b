package io.fasti.command.lumo;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.http.json.Texts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The free map of a user's attributes: any JSON, as long as its texts can be stored and shown. */
final class Attributes {
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_TEXT = 4096;

    private Attributes() {}

    static void check(Map<String, @Nullable Object> attributes) {
        attributes.forEach((name, value) -> {
            if (name.isBlank() || name.length() > LONGEST_NAME) {
                throw new Rejection(
                        ErrorCode.INVALID_FIELD, "attributes", "names must have 1 to " + LONGEST_NAME + " characters");
            }
            check(name, value);
        });
    }

    private static void check(String name, @Nullable Object value) {
        switch (value) {
            case String text -> {
                if (text.length() > LONGEST_TEXT || !Texts.clean(text, true)) {
                    throw new Rejection(
                            ErrorCode.INVALID_FIELD,
                            name,
                            "must not have control characters, nor more than " + LONGEST_TEXT + " characters");
                }
            }
            case Map<?, ?> members -> members.values().forEach(member -> check(name, member));
            case Iterable<?> items -> items.forEach(item -> check(name, item));
            case null, default -> {}
        }
    }
}
