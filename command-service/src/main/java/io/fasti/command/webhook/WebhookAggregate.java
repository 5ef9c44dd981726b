package io.fasti.command.webhook;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import io.fasti.command.platform.LongStreams;
import io.fasti.events.WebhookEvent;
import io.fasti.events.WebhookId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The only class of the feature that knows Axon. */
@Aggregate(type = "webhook", snapshotTriggerDefinition = LongStreams.SNAPSHOTS)
class WebhookAggregate {
    @AggregateIdentifier
    private WebhookId id;

    private Webhook webhook = new Webhook.Absent();

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(WebhookCommand.CreateWebhook c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(WebhookCommand.ChangeWebhook c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(WebhookCommand.DeleteWebhook c) {
        decide(c);
    }

    private void decide(WebhookCommand command) {
        Webhook.decide(command, webhook).forEach(AggregateLifecycle::apply);
    }

    @EventSourcingHandler
    void on(WebhookEvent event) {
        id = event.webhookId();
        webhook = Webhook.evolve(webhook, event);
    }
}
