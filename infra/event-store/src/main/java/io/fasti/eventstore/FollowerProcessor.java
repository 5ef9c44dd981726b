package io.fasti.eventstore;

import io.fasti.events.IdentityEvent;
import java.util.List;
import org.axonframework.common.Registration;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.messaging.MessageHandlerInterceptor;

/** The follower as Axon's registry of event processors lists it: there it can be found, started and stopped by name. */
final class FollowerProcessor implements EventProcessor, ConfigurerModule {
    static final String NAME = "read-models";

    /** Axon lists a processor only where something handles events for it; the follower hands the events out itself. */
    static final class Placeholder {
        @EventHandler
        void on(IdentityEvent event) {
            throw new UnsupportedOperationException("The follower applies " + event.getClass() + " itself");
        }
    }

    private final Follower follower;

    FollowerProcessor(Follower follower) {
        this.follower = follower;
    }

    @Override
    public void configureModule(Configurer configurer) {
        configurer.eventProcessing(processing -> processing
                .registerEventHandler(_ -> new Placeholder())
                .assignHandlerInstancesMatching(NAME, handler -> handler instanceof Placeholder)
                .registerEventProcessor(NAME, (_, _, _) -> this));
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public void start() {
        follower.start();
    }

    @Override
    public void shutDown() {
        follower.stop();
    }

    @Override
    public boolean isRunning() {
        return follower.isRunning();
    }

    @Override
    public boolean isError() {
        return false;
    }

    @Override
    public List<MessageHandlerInterceptor<? super EventMessage<?>>> getHandlerInterceptors() {
        return List.of();
    }

    /** Axon registers its own on every processor. Read models are pure: nothing comes between them and their events. */
    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super EventMessage<?>> interceptor) {
        return () -> false;
    }
}
