package io.fasti.query.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(5), Duration.ofMinutes(5));

    @Test
    void pauses_grow_and_never_are_exactly_the_same() {
        assertThat(Backoff.next(PAUSES, 1, null, NOW).orElseThrow()).isBetween(NOW.plusSeconds(5), NOW.plusSeconds(6));
        assertThat(Backoff.next(PAUSES, 2, null, NOW).orElseThrow())
                .isBetween(NOW.plusSeconds(300), NOW.plusSeconds(360));
    }

    @Test
    void after_the_last_attempt_there_is_no_other() {
        assertThat(Backoff.next(PAUSES, 3, null, NOW)).isEmpty();
    }

    @Test
    void an_address_can_ask_for_more_time_but_not_for_less() {
        assertThat(Backoff.next(PAUSES, 1, "120", NOW)).contains(NOW.plusSeconds(120));
        assertThat(Backoff.next(PAUSES, 1, "1", NOW).orElseThrow()).isAfterOrEqualTo(NOW.plusSeconds(5));
        assertThat(Backoff.next(PAUSES, 1, "Sun, 22 Nov 2026 11:00:00 GMT", NOW))
                .contains(NOW.plusSeconds(3600));
    }

    @Test
    void nobody_is_left_alone_for_longer_than_a_day() {
        assertThat(Backoff.asked("999999999", NOW)).contains(NOW.plus(Duration.ofDays(1)));
        assertThat(Backoff.asked("Fri, 01 Jan 2100 00:00:00 GMT", NOW)).contains(NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void what_cannot_be_read_asks_for_nothing() {
        assertThat(Backoff.asked("soon", NOW)).isEmpty();
        assertThat(Backoff.asked("99999999999999", NOW)).isEmpty();
        assertThat(Backoff.asked(null, NOW)).isEmpty();
    }
}
