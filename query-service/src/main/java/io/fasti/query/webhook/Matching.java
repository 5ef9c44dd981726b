package io.fasti.query.webhook;

import static java.util.stream.Collectors.groupingBy;

import io.fasti.eventstore.EventLog.Stored;
import io.fasti.eventstore.Positions;
import io.fasti.query.stream.EventIds;
import io.fasti.query.stream.Reaction;
import io.fasti.query.webhook.Deliveries.Address;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds the webhooks that want an event, and notes that it has to be sent there. */
@Component
class Matching implements Reaction {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Positions positions;
    private final WebhookQueries webhooks;
    private final Deliveries deliveries;
    private final Announcer announcer;
    private final Turns turns;
    private final TransactionTemplate transaction;
    private final Clock clock = Clock.systemUTC();

    Matching(
            Positions positions,
            WebhookQueries webhooks,
            Deliveries deliveries,
            Announcer announcer,
            Turns turns,
            PlatformTransactionManager transactions) {
        this.positions = positions;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.announcer = announcer;
        this.turns = turns;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public String name() {
        return "webhook";
    }

    /** Those to be woken are woken after the commit; should that be lost, the events come again. */
    @Override
    public void react(List<Stored> events) {
        var told = events.stream()
                .filter(event -> !announcer.names(event.eventType()).isEmpty())
                .toList();
        if (told.isEmpty()) {
            return;
        }
        waitFor(told.stream().mapToLong(Stored::position).max().getAsLong());
        var found = new ArrayList<Delivery>();
        transaction.executeWithoutResult(_ -> {
            found.addAll(match(told));
            if (!found.isEmpty()) {
                deliveries.add(found, clock.instant());
            }
        });
        var addresses = new LinkedHashSet<Address>();
        found.forEach(delivery -> addresses.add(new Address(delivery.tenantId(), delivery.webhookId())));
        addresses.forEach(turns::wake);
    }

    private List<Delivery> match(List<Stored> events) {
        var tenants = events.stream().map(Stored::tenantId).collect(Collectors.toSet());
        var active = webhooks.active(tenants).stream().collect(groupingBy(WebhookView::tenantId));
        var found = new ArrayList<Delivery>();
        for (var event : events) {
            var names = announcer.names(event.eventType());
            for (var webhook : active.getOrDefault(event.tenantId(), List.of())) {
                var name = webhook.subscribed(names);
                if (name != null && webhook.createdPosition() < event.position()) {
                    found.add(new Delivery(
                            event.tenantId(), webhook.id(), EventIds.of(event), event.position(), name, 0));
                }
            }
        }
        return found;
    }

    private void waitFor(long position) {
        try {
            if (!positions.await(position, PATIENCE)) {
                throw new NotYet("the read models have not reached position " + position);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new NotYet("interrupted");
        }
    }
}
