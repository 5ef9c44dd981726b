package io.fasti.command.sweep;

import io.fasti.command.platform.Commands;
import io.fasti.command.platform.Together;
import io.fasti.errors.ErrorKind;
import io.fasti.errors.Rejection;
import io.fasti.events.TenantId;
import io.fasti.eventstore.Origin;
import io.fasti.eventstore.Tail;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the sweeps: when something was deleted, at every start, and now and then in case a deletion was missed. A step is one
 * unit of work; whatever stops in between is done again, and what was done already is no change.
 */
@Component
class Sweeper implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Set<String> DELETIONS = Set.of("role.deleted", "permission.deleted", "group.deleted");
    private static final Duration NOW_AND_THEN = Duration.ofMinutes(1);
    private static final int AT_ONCE = 20;

    /** Any number, as long as nobody else uses it for something else. */
    private static final long LOCK = 7_236_450_118L;

    private final List<Sweep> sweeps;
    private final Leftovers leftovers;
    private final Commands commands;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Semaphore news = new Semaphore(1);
    private volatile boolean running;
    private @Nullable Thread worker;

    Sweeper(
            List<Sweep> sweeps,
            Leftovers leftovers,
            Commands commands,
            Tail tail,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.sweeps = List.copyOf(sweeps);
        this.leftovers = leftovers;
        this.commands = commands;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        tail.listen(heard -> {
            if (heard.stream().anyMatch(one -> DELETIONS.contains(one.eventType()))) {
                news.release();
            }
        });
    }

    @Override
    public void start() {
        running = true;
        worker = Thread.ofVirtual().name("sweeper").start(this::work);
    }

    @Override
    public void stop() {
        running = false;
        news.release();
        var last = worker;
        if (last != null) {
            try {
                last.join(Duration.ofSeconds(5));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work() {
        while (running) {
            try {
                news.tryAcquire(NOW_AND_THEN.toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
                sweepAll();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                if (running) {
                    LOG.warn("What was deleted could not be swept; it is tried again within {}", NOW_AND_THEN, e);
                }
            }
        }
    }

    /** Until nothing is left, or another node is at it. */
    private void sweepAll() {
        while (running && step()) {
            // the step has done it
        }
    }

    /** False when there was nothing to do. The lock is held for one step, so that no node is at it for long. */
    private boolean step() {
        return Objects.requireNonNullElse(
                transaction.execute(_ -> jdbc.sql("select pg_try_advisory_xact_lock(?)")
                                .param(LOCK)
                                .query(Boolean.class)
                                .single()
                        && sweeps.stream().map(this::step).reduce(false, Boolean::logicalOr)),
                false);
    }

    private boolean step(Sweep sweep) {
        var deleted = leftovers.deleted(sweep.thing(), AT_ONCE);
        for (var one : deleted) {
            var next = sweep.next(one, Together.AT_MOST);
            if (next.isEmpty()) {
                leftovers.forget(sweep.thing(), one);
            } else {
                send(one.tenantId(), Origin.system(sweep.operation()), next);
            }
        }
        return !deleted.isEmpty();
    }

    /** All at once; where one of them was deleted in between, each alone. */
    private void send(TenantId tenantId, Origin origin, List<?> next) {
        try {
            commands.send(tenantId, origin, new Together(next));
        } catch (Rejection rejection) {
            if (rejection.code().kind() != ErrorKind.NOT_FOUND) {
                throw rejection;
            }
            for (var command : next) {
                try {
                    commands.send(tenantId, origin, command);
                } catch (Rejection gone) {
                    if (gone.code().kind() != ErrorKind.NOT_FOUND) {
                        throw gone;
                    }
                }
            }
        }
    }
}
