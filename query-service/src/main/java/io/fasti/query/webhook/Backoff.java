package io.fasti.query.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** When to try again. */
final class Backoff {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final double JITTER = 0.2;

    private Backoff() {}

    /** The next attempt after one that failed; empty when it was the last. An address may ask for more time. */
    static Optional<Instant> next(List<Duration> pauses, int attempts, @Nullable String retryAfter, Instant now) {
        if (attempts > pauses.size()) {
            return Optional.empty();
        }
        var pause = pauses.get(attempts - 1);
        var jitter =
                (long) (pause.toMillis() * JITTER * ThreadLocalRandom.current().nextDouble());
        var planned = now.plus(pause).plusMillis(jitter);
        return Optional.of(asked(retryAfter, now).filter(planned::isBefore).orElse(planned));
    }

    /** Until when the address asks to be left alone, a day at most: seconds or a date. */
    static Optional<Instant> asked(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return Optional.empty();
        }
        var text = retryAfter.strip();
        if (text.matches("[0-9]{1,9}")) {
            return Optional.of(soon(now.plusSeconds(Long.parseLong(text)), now));
        }
        try {
            var at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(soon(at, now));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Instant soon(Instant at, Instant now) {
        var latest = now.plus(LONGEST);
        return at.isAfter(latest) ? latest : at;
    }
}
