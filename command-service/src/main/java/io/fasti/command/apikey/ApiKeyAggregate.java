package io.fasti.command.apikey;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import io.fasti.command.platform.LongStreams;
import io.fasti.events.ApiKeyEvent;
import io.fasti.events.ApiKeyId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The only class of the feature that knows Axon. */
@Aggregate(type = "api_key", snapshotTriggerDefinition = LongStreams.SNAPSHOTS)
class ApiKeyAggregate {
    @AggregateIdentifier
    ApiKeyId id;

    private ApiKey apiKey = new ApiKey.Absent();

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(ApiKeyCommand.CreateApiKey c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(ApiKeyCommand.RevokeApiKey c) {
        decide(c);
    }

    private void decide(ApiKeyCommand command) {
        ApiKey.decide(command, apiKey).forEach(AggregateLifecycle::apply);
    }

    @EventSourcingHandler
    void on(ApiKeyEvent event) {
        id = event.apiKeyId();
        apiKey = ApiKey.evolve(apiKey, event);
    }
}
