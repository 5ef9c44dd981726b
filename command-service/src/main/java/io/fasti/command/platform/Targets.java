package io.fasti.command.platform;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.springframework.stereotype.Component;

/**
 * Which aggregate a command is for: the one named by its component with {@link TargetAggregateIdentifier}. Commands are
 * records, so this is found out once for each kind; Axon's own looks through all methods every time.
 */
@Component
public final class Targets implements CommandTargetResolver {
    private static final ClassValue<Method> NAMING = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> command) {
            for (var accessor : command.getDeclaredMethods()) {
                if (accessor.isAnnotationPresent(TargetAggregateIdentifier.class)) {
                    accessor.setAccessible(true);
                    return accessor;
                }
            }
            throw new IllegalArgumentException(command + " does not say which aggregate it is for");
        }
    };

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> message) {
        var command = message.getPayload();
        try {
            return new VersionedAggregateIdentifier(
                    NAMING.get(command.getClass()).invoke(command), null);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(command.getClass() + " does not tell which aggregate it is for", e);
        }
    }
}
