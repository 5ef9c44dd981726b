package io.fasti.command.apikey;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.http.caller.ApiKeys;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** A key as its owner has it: {@code sk_live_} and 24 to 128 more. It is not stored and does not print itself. */
public record KeyText(String value) {
    private static final String PREFIX = "sk_live_";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{24,128}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 32;
    private static final int SHOWN = PREFIX.length() + 4;

    public KeyText {
        if (!FORM.matcher(value).matches()) {
            throw new Rejection(
                    ErrorCode.INVALID_FIELD,
                    "key",
                    "must be " + PREFIX + " and 24 to 128 letters, digits, underscores and hyphens");
        }
    }

    public static KeyText random() {
        var bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return new KeyText(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public String hash() {
        return ApiKeys.hash(value);
    }

    /** Enough to recognise the key by, too little to guess it. */
    public String hint() {
        return value.substring(0, SHOWN);
    }

    @Override
    public String toString() {
        return PREFIX + "***";
    }
}
