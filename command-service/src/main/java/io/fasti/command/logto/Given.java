package io.fasti.command.logto;

import io.fasti.command.CallingCodes;
import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.UserId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What requests give, beyond the shape that their records say. */
final class Given {
    private static final int LONGEST = 128;
    private static final int LONGEST_AVATAR = 2048;
    private static final int LONGEST_NAME = 256;
    private static final String USER_ID_PREFIX = "usr_";
    private static final Set<String> SCHEMES = Set.of("http", "https", "data");

    private Given() {}

    /** An id that is none of a user's is nobody's. */
    static UserId user(String id) {
        if (!id.startsWith(USER_ID_PREFIX)) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND, "user_id", id);
        }
        return new UserId(id);
    }

    static void fits(String field, @Nullable String text) {
        fits(field, text, LONGEST);
    }

    static void avatar(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return;
        }
        try {
            var scheme = new URI(text).getScheme();
            if (scheme == null || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
                throw notAnAddress();
            }
        } catch (URISyntaxException _) {
            throw notAnAddress();
        }
        fits("avatar", text, LONGEST_AVATAR);
    }

    /** Digits alone, with a country code in front; kept as an international number. */
    static @Nullable String phone(@Nullable String digits) {
        if (digits == null || digits.isEmpty()) {
            return null;
        }
        if (!CallingCodes.begin(digits)) {
            throw new Rejection(ErrorCode.USER_PHONE_INVALID, "primaryPhone", digits);
        }
        return "+" + digits;
    }

    /** An object with any members, as long as they can be stored. */
    static void object(String field, @Nullable Map<String, @Nullable Object> members) {
        if (members != null) {
            members.keySet().forEach(name -> {
                if (name.length() > LONGEST_NAME) {
                    throw new Rejection(
                            ErrorCode.INVALID_FIELD,
                            field,
                            "must have names of at most " + LONGEST_NAME + " characters");
                }
            });
            storable(field, members);
        }
    }

    private static void storable(String field, @Nullable Object value) {
        switch (value) {
            case String text -> {
                for (int i = 0; i < text.length(); i++) {
                    var c = text.charAt(i);
                    if (c == 0 || Character.isSurrogate(c) && !isPair(text, i)) {
                        throw new Rejection(
                                ErrorCode.INVALID_FIELD, field, "must not have zero characters or broken ones");
                    }
                    i += Character.isSurrogate(c) ? 1 : 0;
                }
            }
            case Map<?, ?> members ->
                members.forEach((name, member) -> {
                    storable(field, name);
                    storable(field, member);
                });
            case Iterable<?> items -> items.forEach(item -> storable(field, item));
            case null, default -> {}
        }
    }

    private static boolean isPair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }

    private static void fits(String field, @Nullable String text, int longest) {
        if (text != null && text.length() > longest) {
            throw new Rejection(ErrorCode.TEXT_TOO_LONG, field, "must have at most " + longest + " characters");
        }
    }

    private static Rejection notAnAddress() {
        return new Rejection(ErrorCode.INVALID_FIELD, "avatar", "must be an http, https or data address");
    }
}
