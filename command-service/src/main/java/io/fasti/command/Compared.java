package io.fasti.command;

import java.util.Locale;

/** Identifiers of people as they are compared; they are stored and shown as they were given. */
public final class Compared {
    private Compared() {}

    /** Whatever its case. */
    public static String email(String given) {
        return given.toLowerCase(Locale.ROOT);
    }

    /**
     * Whatever separates its digits, with or without the leading plus, and with or without the zero that some countries dial
     * only among themselves.
     */
    public static String phone(String given) {
        var digits = given.codePoints()
                .filter(c -> c >= '0' && c <= '9')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        var code = CallingCodes.lengthIn(digits);
        if (code > 0 && digits.length() > code + 1 && digits.charAt(code) == '0') {
            digits.deleteCharAt(code);
        }
        return digits.toString();
    }
}
