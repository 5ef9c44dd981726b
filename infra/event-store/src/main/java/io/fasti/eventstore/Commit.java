package io.fasti.eventstore;

import io.fasti.errors.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What one command wants committed: all of it or nothing. */
final class Commit {
    /** An event, ready to be stored. */
    record Append(
            String tenantId,
            String aggregateType,
            String aggregateId,
            long sequence,
            String eventType,
            int revision,
            String payload,
            String metadata,
            Instant occurredAt) {}

    /** A row that must not be there yet, or one that must. */
    record Condition(Table table, Row key, @Nullable Rejection otherwise, boolean isClaim, boolean isOfRequest) {}

    private enum State {
        WAITING,
        TAKEN,
        CANCELLED
    }

    final List<Append> events;
    final List<RowOperation> operations;
    final List<Condition> conditions = new ArrayList<>();
    final Set<RowKey> written = new HashSet<>();
    final Set<RowKey> read = new HashSet<>();
    final Set<String> tables = new HashSet<>();
    /** Tables from which rows are deleted by a part of their key. */
    final Set<String> swept = new HashSet<>();

    final long deadline;
    final Runnable once;
    int attempts;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CompletableFuture<long[]> outcome = new CompletableFuture<>();

    /**
     * @param ofRequest rows of the request itself; what they claim is told before anything else
     * @param deadline as {@link System#nanoTime()}: after it, there is no use in trying
     * @param once what to do once it is committed
     */
    Commit(List<Append> events, List<RowOperation> ofRequest, List<RowOperation> others, long deadline, Runnable once) {
        this.events = events;
        this.operations = new ArrayList<>(ofRequest);
        this.operations.addAll(others);
        this.deadline = deadline;
        this.once = once;
        for (int i = 0; i < operations.size(); i++) {
            note(operations.get(i), i < ofRequest.size());
        }
    }

    private void note(RowOperation operation, boolean isOfRequest) {
        TableForms.check(operation);
        var table = operation.table();
        switch (operation) {
            case RowOperation.Insert insert -> {
                if (isUntouched(table, insert.row())) {
                    conditions.add(new Condition(table, insert.row(), insert.taken(), true, isOfRequest));
                }
                written.add(key(table, insert.row()));
            }
            case RowOperation.Require require -> {
                if (isUntouched(table, require.key())) {
                    conditions.add(new Condition(table, require.key(), require.missing(), false, isOfRequest));
                }
                read.add(key(table, require.key()));
            }
            case RowOperation.Upsert upsert -> written.add(key(table, upsert.row()));
            case RowOperation.Update update -> written.add(key(table, update.key()));
            case RowOperation.Increment increment -> written.add(key(table, increment.key()));
            case RowOperation.Delete delete -> {
                if (delete.key().values().size() == table.key().size()) {
                    written.add(key(table, delete.key()));
                } else {
                    swept.add(table.name());
                }
            }
        }
        tables.add(table.name());
    }

    /** Whether what the table holds now decides, and nothing that this commit does before. */
    private boolean isUntouched(Table table, Row row) {
        return !swept.contains(table.name()) && !written.contains(key(table, row));
    }

    private static RowKey key(Table table, Row row) {
        return new RowKey(table.name(), RowBatch.keyOf(table, row));
    }

    /** False when the one who waits has given up. */
    boolean take() {
        return state.compareAndSet(State.WAITING, State.TAKEN);
    }

    void landed(long[] positions) {
        outcome.complete(positions);
    }

    void refused(RuntimeException reason) {
        outcome.completeExceptionally(reason);
    }

    /**
     * The positions of the events, once they are committed. An interrupted caller leaves only what has not been sent yet; what
     * was sent is waited for, since nobody else would know how it ended.
     */
    long[] await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return outcome.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                    if (state.compareAndSet(State.WAITING, State.CANCELLED)) {
                        throw Trouble.away();
                    }
                } catch (java.util.concurrent.ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException reason ? reason : new CompletionException(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
