package io.fasti.query.operations;

import io.fasti.eventstore.Projections.Act;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** What operators may say, and what is told when they say it wrong. */
final class Fields {
    private static final int LONGEST = 500;
    private static final Duration LONGEST_TIME = Duration.ofDays(36_500);

    /** A field that cannot be used as it is. */
    static final class Invalid extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String field;
        private final String fault;

        Invalid(String field, String fault) {
            super(fault, null, false, false);
            this.field = field;
            this.fault = fault;
        }

        String field() {
            return field;
        }

        @Override
        public String getMessage() {
            return fault;
        }
    }

    private Fields() {}

    static Act act(@Nullable String by, @Nullable String reason) {
        return new Act(
                by == null || by.isBlank() ? "operator" : checked("by", by),
                reason == null ? null : checked("reason", reason));
    }

    /** For what cannot be undone: somebody does it, for a reason. */
    static Act fullAct(@Nullable String by, @Nullable String reason) {
        return new Act(required("by", by), required("reason", reason));
    }

    static boolean isAutomatic(@Nullable String switchOver) {
        return switch (switchOver) {
            case null -> true;
            case "automatic" -> true;
            case "manual" -> false;
            default -> throw new Invalid("switchOver", "must be automatic or manual");
        };
    }

    static long position(String text) {
        return number("position", text, 0, 1, Long.MAX_VALUE);
    }

    static long number(String field, @Nullable String text, long otherwise, long least, long most) {
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new Invalid(
                field,
                most == Long.MAX_VALUE
                        ? "must be a whole number from " + least + " on"
                        : "must be a whole number from " + least + " to " + most);
    }

    /** Such as {@code 90d} or {@code PT12H}; null when nothing is said. */
    static @Nullable Duration duration(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            var duration = DurationStyle.detectAndParse(text.strip());
            if (!duration.isNegative() && duration.compareTo(LONGEST_TIME) <= 0) {
                return duration;
            }
        } catch (IllegalArgumentException | ArithmeticException _) {
            // said below
        }
        throw new Invalid(field, "must be a time such as 90d or 12h, and at most 36500d");
    }

    private static String required(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new Invalid(field, "is required");
        }
        return checked(field, text);
    }

    private static String checked(String field, String text) {
        if (text.length() > LONGEST) {
            throw new Invalid(field, "must be at most " + LONGEST + " characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new Invalid(field, "must have no control characters");
        }
        return text.strip();
    }
}
