package io.fasti.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AppliedPositionsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void nobody_is_forgotten_however_many_tell_of_progress_at_once() throws Exception {
        var positions = new AppliedPositions();
        var next = new AtomicLong();
        var slowest = new AtomicLong();
        try (var threads = Executors.newFixedThreadPool(16)) {
            var all = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit((Callable<Boolean>) () -> {
                    for (int n = 0; n < 20_000; n++) {
                        var began = System.nanoTime();
                        positions.await(next.get() + 1 + n % 3, LONG);
                        slowest.accumulateAndGet(System.nanoTime() - began, Math::max);
                    }
                    return true;
                }));
            }
            var tellers = new ArrayList<Thread>();
            for (int i = 0; i < 4; i++) {
                tellers.add(Thread.ofPlatform().start(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        positions.advance(next.incrementAndGet());
                    }
                }));
            }
            for (var one : all) {
                one.get();
            }
            tellers.forEach(Thread::interrupt);
        }
        assertThat(Duration.ofNanos(slowest.get())).isLessThan(LONG.dividedBy(2));
    }

    @Test
    void who_is_not_reached_in_time_is_told_so_and_who_is_reached_at_once() throws Exception {
        var positions = new AppliedPositions();
        positions.advance(5);

        assertThat(positions.await(5, Duration.ZERO)).isTrue();
        assertThat(positions.await(6, Duration.ofMillis(5))).isFalse();
    }

    @Test
    void after_a_crash_it_may_be_earlier_than_it_was() throws Exception {
        var positions = new AppliedPositions();
        positions.advance(100);
        positions.advance(50);
        assertThat(positions.applied()).isEqualTo(100);

        positions.restart(80);

        assertThat(positions.await(90, Duration.ofMillis(5))).isFalse();
        positions.advance(90);
        assertThat(positions.await(90, Duration.ofMillis(5))).isTrue();
    }
}
