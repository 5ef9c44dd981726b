package io.fasti.http.idempotency;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets go of answers that are older than they have to be kept. */
@Component
final class Sweep {
    private final IdempotencyKeys keys;

    Sweep(IdempotencyKeys keys) {
        this.keys = keys;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        keys.sweep();
    }
}
