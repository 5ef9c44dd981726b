package io.fasti.eventstore;

import java.time.Instant;
import java.time.OffsetDateTime;

/** Points in time as PostgreSQL counts them in its binary form: microseconds since the year 2000. */
final class PostgresTime {
    private static final long EPOCH_SECONDS = 946_684_800L;
    private static final long MICROS = 1_000_000L;

    private PostgresTime() {}

    static Instant of(long micros) {
        return Instant.ofEpochSecond(
                EPOCH_SECONDS + Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    }

    /** Rounded, as PostgreSQL rounds what it reads. */
    static long micros(Object value) {
        var instant = value instanceof Instant given
                ? given
                : OffsetDateTime.parse(value.toString()).toInstant();
        return (instant.getEpochSecond() - EPOCH_SECONDS) * MICROS + Math.round(Math.rint(instant.getNano() / 1_000.0));
    }
}
