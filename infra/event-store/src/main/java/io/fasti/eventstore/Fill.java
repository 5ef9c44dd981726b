package io.fasti.eventstore;

import io.fasti.events.IdentityEvent;
import io.fasti.eventstore.EventLog.Stored;
import io.fasti.eventstore.Steps.Letter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of a read model from all events at once: one reader of the event table, pages decoded and projected side by
 * side, folded in memory in order, copied into empty tables. When not all rows fit in memory, those of a part of the keys are
 * made in each of several passes.
 */
final class Fill {
    private static final int PAGE = 1_000;
    private static final int PAGES_AHEAD = 8;
    private static final int MOST_LETTERS = 10_000;

    /** What cannot be done in bulk, because it shows only when rows are written one after the other. */
    static final class NotInBulk extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotInBulk(String message) {
            super(message);
        }
    }

    /** How far it is. */
    interface Progress {
        void made(int pass, int passes, long position, long events);
    }

    /** What an event becomes; without operations, the reason why it cannot. */
    private record Projected(Stored event, @Nullable List<RowOperation> operations, String reason) {}

    /** @param position of its last event */
    private record Page(List<Projected> events, long position, boolean isLast) {}

    private final DataSource dataSource;
    private final Opener opener;
    private final ReadModel<?> model;
    private final long upTo;
    private final long memory;
    private final Progress progress;
    private final BooleanSupplier cancelled;
    private final List<Letter> letters = new ArrayList<>();
    private long events;
    private long rows;
    private int pass;
    private boolean clashed;
    private Frames frames = Frames.NONE;

    /** @param memory about how many bytes the rows may take at once */
    Fill(
            DataSource dataSource,
            Opener opener,
            ReadModel<?> model,
            long upTo,
            long memory,
            Progress progress,
            BooleanSupplier cancelled) {
        this.dataSource = dataSource;
        this.opener = opener;
        this.model = model;
        this.upTo = upTo;
        this.memory = memory;
        this.progress = progress;
        this.cancelled = cancelled;
    }

    /** Events that the model cannot take, for the last table of it. */
    List<Letter> letters() {
        return letters;
    }

    long rows() {
        return rows;
    }

    /**
     * Fills the tables beside those of the model, which were emptied in the connection's transaction.
     *
     * @throws NotInBulk when the events must be applied one after the other instead
     */
    void into(Connection connection) throws SQLException, InterruptedException {
        frames = Frames.of(connection);
        var slices = new ArrayDeque<Slice>();
        slices.add(Slice.ALL);
        try (var workers = Executors.newFixedThreadPool(
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                Thread.ofPlatform().daemon().name("rebuild-", 0).factory())) {
            try {
                while (!slices.isEmpty()) {
                    pass++;
                    var fold = fold(slices, workers);
                    for (var table : model.tables()) {
                        rows += RowCopy.write(
                                connection,
                                table,
                                NextTables.beside(table),
                                fold.in(table).rows());
                    }
                }
            } finally {
                workers.shutdownNow();
            }
        }
    }

    /** One pass: what all events make of the rows of the next slice, or of the part of it that fits. */
    private Fold fold(ArrayDeque<Slice> slices, ExecutorService workers) throws SQLException, InterruptedException {
        var slice = slices.removeFirst();
        var fold = new Fold(slice);
        var parked = new HashSet<String>();
        var pages = new ArrayBlockingQueue<CompletableFuture<Page>>(PAGES_AHEAD);
        var reader = Thread.ofPlatform().daemon().name("rebuild-reader").start(() -> read(pages, workers));
        try {
            for (var page = taken(pages); !page.isLast(); page = taken(pages)) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException();
                }
                for (var projected : page.events()) {
                    apply(projected, fold, slice, parked);
                }
                while (fold.bytes() > memory && slice.isDivisible()) {
                    if (clashed) {
                        throw new NotInBulk("rows clash, and not all of them fit in memory at once");
                    }
                    slices.addFirst(slice.half(1));
                    slice = slice.half(0);
                    fold.narrow(slice);
                }
                events += page.events().size();
                progress.made(pass, pass + slices.size(), page.position(), events);
            }
            return fold;
        } finally {
            reader.interrupt();
            reader.join(TimeUnit.SECONDS.toMillis(10));
        }
    }

    private void apply(Projected projected, Fold fold, Slice slice, Set<String> parked) {
        var event = projected.event();
        var operations = projected.operations();
        if (parked.contains(event.aggregateId())) {
            park(event, null);
        } else if (operations == null) {
            parked.add(event.aggregateId());
            park(event, projected.reason());
        } else if (fold.clashes(operations)) {
            if (slice.bits() > 0) {
                throw new NotInBulk("at position " + event.position() + " a row is there already");
            }
            clashed = true;
            parked.add(event.aggregateId());
            park(event, "a row that it makes is there already");
        } else {
            try {
                fold.apply(operations);
            } catch (RuntimeException e) {
                throw new NotInBulk("at position " + event.position() + ": " + e.getMessage());
            }
        }
    }

    /** Every pass finds the same ones; the first keeps them. */
    private void park(Stored event, @Nullable String reason) {
        if (pass == 1) {
            letters.add(new Letter(Beside.nameOf(model.name()), event, reason));
            if (letters.size() > MOST_LETTERS) {
                var first = letters.getFirst();
                throw new IllegalStateException("More than " + MOST_LETTERS + " events cannot be applied, the first at "
                        + first.event().position() + ": " + first.reason());
            }
        }
    }

    /** The next page in order. */
    private static Page taken(BlockingQueue<CompletableFuture<Page>> pages) throws SQLException, InterruptedException {
        try {
            return pages.take().get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SQLException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case null, default -> throw new IllegalStateException("The events could not be read", e);
            }
        }
    }

    private void read(BlockingQueue<CompletableFuture<Page>> pages, ExecutorService workers) {
        try {
            try (var connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                try (var copy = new EventCopy(connection, model, 0, upTo)) {
                    var page = new ArrayList<Stored>(PAGE);
                    for (var event = copy.next(); event != null; event = copy.next()) {
                        page.add(event);
                        if (page.size() == PAGE) {
                            hand(page, pages, workers);
                            page = new ArrayList<>(PAGE);
                        }
                    }
                    if (!page.isEmpty()) {
                        hand(page, pages, workers);
                    }
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
                pages.put(CompletableFuture.completedFuture(new Page(List.of(), upTo, true)));
            } catch (SQLException | RuntimeException e) {
                pages.put(CompletableFuture.failedFuture(e));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hand(List<Stored> page, BlockingQueue<CompletableFuture<Page>> pages, ExecutorService workers)
            throws InterruptedException {
        pages.put(CompletableFuture.supplyAsync(() -> projected(page), workers));
    }

    private Page projected(List<Stored> page) {
        var opened = opener.openEach(page);
        var projected = new ArrayList<Projected>(page.size());
        for (int i = 0; i < opened.size(); i++) {
            var recorded = opened.get(i);
            if (recorded == null) {
                projected.add(new Projected(page.get(i), null, "it cannot be read"));
            } else if (model.events().isInstance(recorded.event())) {
                projected.add(projected(page.get(i), recorded));
            }
        }
        return new Page(projected, page.getLast().position(), false);
    }

    private Projected projected(Stored event, Recorded<IdentityEvent> recorded) {
        try {
            var operations = frames.of(event.position(), Directories.project(model, recorded));
            operations.forEach(TableForms::check);
            return new Projected(event, operations, "");
        } catch (RuntimeException e) {
            return new Projected(event, null, e.toString());
        }
    }
}
