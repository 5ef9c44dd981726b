package io.fasti.query.webhook;

import io.fasti.events.TenantId;
import io.fasti.query.webhook.Deliveries.Address;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Works off what has to be sent to one webhook: a few at a time, and not longer than its turn lasts. */
@Component
class Outbox {
    private static final Duration THROTTLE = Duration.ofSeconds(5);

    private final WebhookQueries webhooks;
    private final Deliveries deliveries;
    private final Sender sender;
    private final DeliverySettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock = Clock.systemUTC();

    Outbox(
            WebhookQueries webhooks,
            Deliveries deliveries,
            Sender sender,
            DeliverySettings settings,
            PlatformTransactionManager transactions) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.sender = sender;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Sends what is due. When to come back; empty when nothing is left. */
    Optional<Instant> workOff(Address address) throws InterruptedException {
        var end = clock.instant().plus(settings.turn());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (true) {
                var webhook = wanting(address);
                var now = clock.instant();
                if (webhook.isEmpty() || now.isAfter(end) || paused(webhook.get(), now)) {
                    return next(address, webhook);
                }
                var due = deliveries.due(address, now, settings.parallel());
                if (due.isEmpty()) {
                    return next(address, webhook);
                }
                sendAll(threads, webhook.get(), due);
            }
        }
    }

    /** When something is due next, not before the address wants it. */
    Optional<Instant> next(Address address) {
        return next(address, webhooks.byId(new TenantId(address.tenantId()), address.webhookId()));
    }

    private Optional<Instant> next(Address address, Optional<WebhookView> webhook) {
        var paused = webhook.map(WebhookView::pausedUntil);
        return deliveries.nextDue(address).map(due -> paused.filter(due::isBefore)
                .orElse(due));
    }

    /** The webhook, when it is there and wants anything; else what was meant for it is given up. */
    private Optional<WebhookView> wanting(Address address) {
        var webhook = webhooks.byId(new TenantId(address.tenantId()), address.webhookId());
        if (webhook.isPresent() && webhook.get().active()) {
            return webhook;
        }
        deliveries.giveUp(address, webhook.isPresent() ? "the webhook is not active" : "the webhook was deleted");
        return Optional.empty();
    }

    private static boolean paused(WebhookView webhook, Instant now) {
        return webhook.pausedUntil() != null && webhook.pausedUntil().isAfter(now);
    }

    private void sendAll(ExecutorService threads, WebhookView webhook, List<Delivery> due) throws InterruptedException {
        var attempts = new ArrayList<Callable<Boolean>>();
        for (var delivery : due) {
            attempts.add(() -> {
                record(webhook, delivery, sender.send(webhook, delivery));
                return true;
            });
        }
        for (var attempt : threads.invokeAll(attempts)) {
            try {
                attempt.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private void record(WebhookView webhook, Delivery delivery, Attempt attempt) {
        transaction.executeWithoutResult(_ -> {
            var now = clock.instant();
            var address = new Address(delivery.tenantId(), delivery.webhookId());
            deliveries.note(address, attempt.success(), now);
            if (attempt.success()) {
                deliveries.succeeded(delivery, attempt, now);
                return;
            }
            if (attempt.gone()) {
                deliveries.failed(delivery, attempt, now);
                deliveries.gone(webhook);
                return;
            }
            if (attempt.throttled()) {
                var until = Backoff.asked(attempt.retryAfter(), now).orElse(now.plus(THROTTLE));
                deliveries.pause(address, until);
            }
            Backoff.next(settings.retries(), delivery.attempts() + 1, attempt.retryAfter(), now)
                    .ifPresentOrElse(
                            next -> deliveries.failedForNow(delivery, attempt, now, next),
                            () -> deliveries.failedForGood(delivery, attempt, now));
        });
    }
}
