package io.fasti.query.webhook;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.fasti.query.webhook.Deliveries.Address;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Gives every webhook with something to send its turn, in one process at a time: a task of db-scheduler per webhook. Tasks
 * outlive the process; those of a process that died are taken over.
 */
@Component
class Turns implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
    private static final String TABLE = "query.scheduled_task";
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final int WAKE_ATTEMPTS = 10;
    private static final Duration STOP = Duration.ofSeconds(3);

    private final Outbox outbox;
    private final DataSource dataSource;
    private final DeliverySettings settings;
    private final Clock clock = Clock.systemUTC();
    private final CustomTask<Void> turn;
    private final RecurringTask<Void> sweep;
    private @Nullable Scheduler scheduler;

    Turns(Outbox outbox, Deliveries deliveries, DataSource dataSource, DeliverySettings settings) {
        this.outbox = outbox;
        this.dataSource = dataSource;
        this.settings = settings;
        this.turn = Tasks.custom("webhook", Void.class)
                .onFailureReschedule(FixedDelay.ofSeconds(5))
                .onDeadExecutionRevive()
                .execute((instance, _) -> take(address(instance)));
        this.sweep = Tasks.recurring("webhook-sweep", FixedDelay.of(SWEEP))
                .execute((_, _) -> deliveries.waiting().forEach(this::wake));
    }

    @Override
    public synchronized void start() {
        var built = Scheduler.create(dataSource, List.of(turn))
                .startTasks(List.of(sweep))
                .tableName(TABLE)
                .threads(settings.addresses())
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(STOP)
                .enableImmediateExecution()
                .build();
        built.start();
        scheduler = built;
    }

    @Override
    public synchronized void stop() {
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }

    /** Something is due for this webhook, and its row is committed. */
    void wake(Address address) {
        wake(address, clock.instant());
    }

    /** A turn that is being taken looks again when it ends, see {@link #take}, so it need not be told. */
    private void wake(Address address, Instant at) {
        var running = scheduler;
        if (running == null) {
            return;
        }
        for (int attempt = 0; attempt < WAKE_ATTEMPTS; attempt++) {
            try {
                running.schedule(
                        turn.instance(address.tenantId() + "/" + address.webhookId()),
                        at,
                        ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
                return;
            } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException _) {
                running.triggerCheckForDueExecutions();
                return;
            } catch (TaskInstanceException e) {
                // The turn began or ended between db-scheduler's look at the row and its change: look again.
                LOG.debug("The turn of {} changed while it was woken", address, e);
            }
        }
        LOG.warn("The turn of {} could not be woken; the next sweep does it", address);
    }

    /**
     * Whoever adds a delivery commits it first and wakes then. While this turn is taken, waking does nothing; therefore it
     * looks once more after it has been given back.
     */
    private CompletionHandler<Void> take(Address address) {
        try {
            var next = outbox.workOff(address);
            return (complete, operations) -> {
                if (next.isPresent()) {
                    operations.reschedule(complete, next.get());
                } else {
                    operations.remove();
                }
                outbox.next(address)
                        .filter(due -> next.isEmpty() || due.isBefore(next.get()))
                        .ifPresent(due -> wake(address, due));
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Address address(TaskInstance<?> instance) {
        var id = instance.getId();
        var slash = id.indexOf('/');
        return new Address(id.substring(0, slash), id.substring(slash + 1));
    }
}
