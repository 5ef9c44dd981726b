package io.fasti.command.platform;

import io.fasti.errors.ErrorCode;
import io.fasti.errors.Rejection;
import io.fasti.events.TenantId;
import io.fasti.eventstore.EventAppender;
import io.fasti.eventstore.Origin;
import io.fasti.eventstore.Write;
import io.fasti.http.Call;
import io.fasti.http.Outcome;
import io.fasti.http.Written;
import io.fasti.http.idempotency.IdempotencyKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.stereotype.Component;

/** Sends a command to its aggregate and tells what was committed. Whatever is refused comes back as a Rejection. */
@Component
public class Commands {
    /** How often a command is tried while others change the same aggregate. */
    private static final int ATTEMPTS = 8;

    private static final Object NOTHING = new Object();
    private static final Duration FIRST_PAUSE = Duration.ofMillis(2);

    private final CommandBus bus;
    private final EventAppender appender;
    private final IdempotencyKeys idempotencyKeys;

    Commands(CommandBus bus, EventAppender appender, IdempotencyKeys idempotencyKeys) {
        this.bus = bus;
        this.appender = appender;
        this.idempotencyKeys = idempotencyKeys;
    }

    /** A command within the tenant of the call. */
    public Written send(Call call, Object command, Outcome outcome) {
        return send(call, call.tenant().id(), command, outcome);
    }

    /** A command within another tenant than the call's: an operator acts. */
    public Written send(Call call, TenantId tenantId, Object command, Outcome outcome) {
        var write = new Write(tenantId, call.origin(), now(), call.ifMatch(), idempotencyKeys.remember(call, outcome));
        run(write, command);
        var version = outcome.id() == null ? -1 : write.version(outcome.id()).orElse(-1);
        return new Written(outcome, write.position(), version, false);
    }

    /** A command that no request is behind. */
    public void send(TenantId tenantId, Origin origin, Object command) {
        run(new Write(tenantId, origin, now(), null, List.of()), command);
    }

    /** A question to an aggregate: its command handler answers, and nothing happens. */
    public <T> T ask(Call call, Object question, Class<T> answer) {
        var write = new Write(call.tenant().id(), call.origin(), now(), null, List.of());
        return answer.cast(write.call(() -> dispatch(question)));
    }

    private void run(Write write, Object command) {
        for (int attempt = 1; ; attempt++) {
            try {
                write.call(() -> dispatch(command));
                appender.flush(write);
                return;
            } catch (ConcurrencyException _) {
                if (attempt == ATTEMPTS) {
                    throw new Rejection(ErrorCode.CONCURRENT_CHANGE);
                }
                pause(attempt);
                write.again();
            }
        }
    }

    private Object dispatch(Object command) {
        var answer = new FutureCallback<Object, Object>();
        bus.dispatch(GenericCommandMessage.asCommandMessage(command), answer);
        var result = answer.getResult();
        if (result.isExceptional()) {
            throw known(result.exceptionResult());
        }
        var payload = result.getPayload();
        return payload == null ? NOTHING : payload;
    }

    /**
     * What the command was really ended by: frameworks put their own around it. Axon lets the commands of this process wait in
     * line for an aggregate; who has waited too long is told the same as who was too late in the store.
     */
    private static RuntimeException known(Throwable failure) {
        return find(failure, Rejection.class)
                .<RuntimeException>map(rejection -> rejection)
                .or(() -> find(failure, ConcurrencyException.class))
                .or(() -> find(failure, LockAcquisitionFailedException.class)
                        .map(_ -> new Rejection(ErrorCode.CONCURRENT_CHANGE)))
                .orElseGet(() -> failure instanceof RuntimeException e ? e : new IllegalStateException(failure));
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    /** Longer each time, and by chance, so that those who met do not meet again. */
    private static void pause(int attempt) {
        var most = FIRST_PAUSE.toNanos() << Math.min(attempt, 6);
        LockSupport.parkNanos(most / 2 + ThreadLocalRandom.current().nextLong(most / 2));
    }

    /** As precise as the database keeps it. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
