package io.fasti.eventstore;

import io.fasti.eventstore.OperationRefused.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Read models as whoever operates the store sees and handles them, from any process. What is done is written down in the
 * transaction that does it, and the follower notices before it writes anything more.
 */
public final class Projections {
    /** Who does something, and why. */
    public record Act(String actor, @Nullable String reason) {}

    /**
     * How a read model stands.
     *
     * @param version of the code of this process; {@code storedVersion} of that which made the rows
     * @param state {@code live}, {@code catching_up}, {@code paused} or {@code of_newer_release}
     * @param lagEvents how many events it has not seen, of all streams
     * @param lagSeconds for how long the first of them has been there
     * @param rate events a second, while it is moving
     * @param holder the process that applies events; null when none does
     * @param parked events that it could not take and those that wait behind them; {@code queues} counts the aggregates
     * @param rebuild the last rebuild; null when there was none
     */
    public record Standing(
            String name,
            int version,
            int storedVersion,
            String state,
            long position,
            long head,
            long lagEvents,
            double lagSeconds,
            double rate,
            @Nullable String holder,
            long parked,
            long queues,
            @Nullable RebuildState rebuild) {}

    /** A rebuild, and how far it is; {@code compared} tells how its rows differ from the live ones. */
    public record RebuildState(
            String phase,
            int version,
            boolean automatic,
            String requestedBy,
            @Nullable String reason,
            Instant requestedAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String holder,
            long attempt,
            long head,
            long position,
            long events,
            long rows,
            int pass,
            int passes,
            @Nullable Object compared,
            @Nullable String error) {}

    /** What an operator did. */
    public record Operation(
            long number,
            Instant at,
            String projection,
            String action,
            String actor,
            @Nullable String reason,
            @Nullable Long position,
            @Nullable String tenantId,
            @Nullable String aggregateId,
            @Nullable String detail) {}

    private static final int ATTEMPTS = 20;
    private static final String NO_LOCK = "55P03";

    private final DataSource dataSource;
    private final Map<String, ReadModel<?>> models = new LinkedHashMap<>();
    private final ParkedEvents parked;

    Projections(DataSource dataSource, Opener opener, List<ReadModel<?>> models) {
        this.dataSource = dataSource;
        models.forEach(model -> this.models.put(model.name(), model));
        this.parked = new ParkedEvents(opener);
    }

    /** All read models of this process, by name. */
    public List<Standing> all() {
        return reading(connection -> Standings.of(connection, models, null));
    }

    /** @throws OperationRefused when there is none of this name; so do all other methods */
    public Standing named(String name) {
        model(name);
        return reading(connection -> Standings.of(connection, models, name)).getFirst();
    }

    /** What operators did, the newest first. */
    public List<Operation> operations(@Nullable String name, int limit) {
        return reading(connection -> Operations.newest(connection, name, limit));
    }

    /** Stops applying events to it; it is read as it is. */
    public Standing pause(String name, Act act) {
        return changing(name, act, "pause", change -> change.run("""
                update event_store.projection model
                set paused = true, live = false, position = case when model.live then shared.position else model.position end
                from event_store.projection shared
                where shared.name = 'live' and model.name = ?::text and not model.paused
                """));
    }

    /** Applies events to it again, from where it stands. */
    public Standing resume(String name, Act act) {
        return changing(
                name,
                act,
                "resume",
                change ->
                        change.run("update event_store.projection set paused = false where name = ?::text and paused"));
    }

    /** Empties its tables and begins from the first event; reads see it fill. */
    public Standing reset(String name, Act act) {
        var model = model(name);
        return changing(name, act, "reset", change -> {
            for (var table : model.tables()) {
                change.execute("truncate " + table.name());
            }
            change.run("delete from event_store.dead_letter where projection = ?::text");
            change.run("update event_store.projection set live = false, position = 0, version = " + model.version()
                    + " where name = ?::text");
            return true;
        });
    }

    /**
     * Makes its rows anew beside those that are read.
     *
     * @param automatic whether they are put in their place as soon as they can be; otherwise {@link #switchOver} does
     */
    public Standing rebuild(String name, boolean automatic, Act act) {
        var model = model(name);
        return changing(name, act, "rebuild", change -> {
            if (!RebuildLedger.request(change.connection(), model, automatic, act.actor(), act.reason())) {
                throw new OperationRefused(Kind.CONFLICT, "A rebuild of " + name + " is under way.");
            }
            return true;
        });
    }

    /** Puts rows that were made anew in the place of those that are read. */
    public Standing switchOver(String name, Act act) {
        return wanting(name, act, RebuildLedger.SWITCH);
    }

    /** Throws away rows that are being made anew. */
    public Standing discard(String name, Act act) {
        return wanting(name, act, RebuildLedger.DISCARD);
    }

    private Standing wanting(String name, Act act, String wanted) {
        return changing(name, act, wanted.equals(RebuildLedger.SWITCH) ? "switch" : "discard", change -> {
            if (!change.run("update event_store.rebuild set wanted = '" + wanted
                    + "' where name = ?::text and finished_at is null")) {
                throw new OperationRefused(Kind.CONFLICT, "No rebuild of " + name + " is under way.");
            }
            return true;
        });
    }

    /** Events that a read model could not take, and those that wait behind them, in the order of commits. */
    public List<ParkedEvent> parked(String name, long afterPosition, int limit) {
        model(name);
        return reading(connection -> parked.list(connection, name, afterPosition, limit));
    }

    /** One of them, as it is stored: what is sealed stays sealed. */
    public ParkedEvent parked(String name, long position) {
        model(name);
        return reading(connection -> parked.one(connection, name, position)).orElseThrow(() -> notParked(position));
    }

    /**
     * Gives the events of one aggregate to the read model again, in order, up to the first that it still cannot take.
     *
     * @param position of any of them
     */
    public ParkedEvents.Redriven redrive(String name, long position, Act act) {
        var model = model(name);
        var aggregateId = parked(name, position).aggregateId();
        var redriven = new ParkedEvents.Redriven(0, 0, null);
        ParkedEvents.Redriven part;
        do {
            part = writing(connection -> {
                var change = new Change(connection, name);
                change.begin();
                sameVersion(connection, model);
                var page = parked.redrive(connection, model, aggregateId);
                change.end(act, "redrive", position, null, aggregateId, page.applied() + " applied");
                return page;
            });
            redriven = new ParkedEvents.Redriven(redriven.applied() + part.applied(), part.waiting(), part.reason());
        } while (part.applied() > 0 && part.waiting() > 0 && part.reason() == null);
        return redriven;
    }

    /** Gives an event up for this read model, for good: those behind it may be redriven without it. */
    public void drop(String name, long position, Act act) {
        var letter = parked(name, position);
        if (letter.behind() != null) {
            throw new OperationRefused(
                    Kind.CONFLICT,
                    "The event at position " + position + " waits behind the one at " + letter.behind()
                            + ": only the first of a queue can be dropped.");
        }
        writing(connection -> {
            var change = new Change(connection, name);
            change.begin();
            if (!change.run(
                    "delete from event_store.dead_letter where projection = ?::text and position = " + position)) {
                throw notParked(position);
            }
            change.end(act, "drop", position, letter.tenantId(), letter.aggregateId(), letter.reason());
            return true;
        });
    }

    private static OperationRefused notParked(long position) {
        return new OperationRefused(Kind.UNKNOWN, "No event at position " + position + " is parked.");
    }

    private static void sameVersion(Connection connection, ReadModel<?> model) throws SQLException {
        try (var select = connection.prepareStatement("select version from event_store.projection where name = ?")) {
            select.setString(1, model.name());
            try (var rows = select.executeQuery()) {
                if (rows.next() && rows.getInt(1) != model.version()) {
                    throw new OperationRefused(
                            Kind.CONFLICT,
                            "The rows of " + model.name() + " are of version " + rows.getInt(1) + ", this process has "
                                    + model.version() + ".");
                }
            }
        }
    }

    private ReadModel<?> model(String name) {
        return Optional.<ReadModel<?>>ofNullable(models.get(name))
                .orElseThrow(() -> new OperationRefused(Kind.UNKNOWN, "There is no projection " + name + "."));
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private interface Doing {
        /** Whether it changed anything. */
        boolean on(Change change) throws SQLException;
    }

    private Standing changing(String name, Act act, String action, Doing doing) {
        model(name);
        writing(connection -> {
            Application.remember(connection, models.values());
            var change = new Change(connection, name);
            change.begin();
            if (doing.on(change)) {
                change.end(act, action, null, null, null, null);
            }
            return true;
        });
        return named(name);
    }

    private <T> T reading(Work<T> work) {
        return connected(connection -> {
            connection.setReadOnly(true);
            try {
                return work.on(connection);
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
            }
        });
    }

    /** One transaction; when a table or position is in use for long, it is tried again for a while. */
    private <T> T writing(Work<T> work) {
        return connected(connection -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    T result = work.on(connection);
                    connection.commit();
                    return result;
                } catch (SQLException e) {
                    connection.rollback();
                    if (!NO_LOCK.equals(e.getSQLState()) || attempt == ATTEMPTS) {
                        throw e;
                    }
                    pause(50L * attempt);
                } catch (RuntimeException e) {
                    connection.rollback();
                    throw e;
                }
            }
        });
    }

    private <T> T connected(Work<T> work) {
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return work.on(connection);
            } finally {
                if (!connection.isClosed()) {
                    connection.setAutoCommit(true);
                }
            }
        } catch (SQLException e) {
            if (NO_LOCK.equals(e.getSQLState())) {
                throw new OperationRefused(Kind.CONFLICT, "Its tables are in use for too long; try again.");
            }
            if (Trouble.of(e) == Trouble.GUILTY) {
                throw new IllegalStateException(e);
            }
            throw new DataAccessResourceFailureException("The store cannot be reached", e);
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
