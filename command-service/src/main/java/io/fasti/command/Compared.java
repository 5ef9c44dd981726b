package io.fasti.command;

import java.util.Locale;

/** Identifiers of people as they are compared; they are stored and shown as they were given. */
public final class Compared {
    private Compared() {}

    /** Whatever its case. */
    public static String email(String given) {
        return given.toLowerCase(Locale.ROOT);
    }

    /** Whatever separates its digits. */
    public static String phone(String given) {
        return given.codePoints()
                .filter(c -> c == '+' || Character.isDigit(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
