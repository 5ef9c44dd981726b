package io.fasti.command.platform;

import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.config.Configuration;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Finds the aggregate of each command of a {@link Together} and lets it handle the command, all in one unit of work. */
@Component
class Aggregates {
    private final ObjectProvider<Configuration> axon;
    private final CommandTargetResolver targets;
    private final Map<Class<?>, Class<?>> aggregateOfCommand = new HashMap<>();

    Aggregates(ListableBeanFactory beans, ObjectProvider<Configuration> axon, CommandTargetResolver targets) {
        this.axon = axon;
        this.targets = targets;
        for (var name : beans.getBeanNamesForAnnotation(Aggregate.class)) {
            var aggregate = beans.getType(name);
            if (aggregate != null) {
                for (var method : aggregate.getDeclaredMethods()) {
                    if (method.isAnnotationPresent(CommandHandler.class)) {
                        aggregateOfCommand.put(method.getParameterTypes()[0], aggregate);
                    }
                }
            }
        }
    }

    @CommandHandler
    void handle(Together together) throws Exception {
        for (var command : together.commands()) {
            var aggregate = aggregateOfCommand.get(command.getClass());
            if (aggregate == null) {
                throw new IllegalArgumentException("no aggregate handles " + command.getClass());
            }
            handle(command, aggregate);
        }
    }

    private <T> void handle(Object command, Class<T> aggregate) throws Exception {
        var message = GenericCommandMessage.asCommandMessage(command);
        var id = targets.resolveTarget(message).getIdentifier();
        Constructor<T> empty = aggregate.getDeclaredConstructor();
        empty.setAccessible(true);
        axon.getObject()
                .repository(aggregate)
                .loadOrCreate(id, empty::newInstance)
                .handle(message);
    }
}
