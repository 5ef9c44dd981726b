package io.fasti.eventstore;

import io.fasti.events.Erasure;
import io.fasti.events.IdentityEvent;
import io.fasti.events.Personal;
import io.fasti.eventstore.EventLog.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings read models on by pages of events, rows and position in one transaction each. An event that a model cannot take is
 * parked for that model, with those of the same aggregate that come after it, and nothing else waits or is skipped.
 */
final class Steps {
    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);
    private static final String UNREADABLE = "it cannot be read";

    private record Parked(String model, String aggregateId) {}

    /** An event that waits, or, with a reason, that others wait behind. */
    record Letter(String model, Stored event, @Nullable String reason) {}

    /**
     * Events that bring some models on.
     *
     * @param row the row of {@code event_store.projection} that keeps how far these models are
     * @param generation that of the row, as it was read
     */
    record Step(Set<String> models, String row, long generation, long from, List<Stored> events) {
        Step part(int begin, int end) {
            return new Step(
                    models,
                    row,
                    generation,
                    begin == 0 ? from : events.get(begin - 1).position(),
                    events.subList(begin, end));
        }
    }

    private final Opener opener;
    private final Map<String, ReadModel<?>> models = new LinkedHashMap<>();
    private final Set<Parked> parked = new HashSet<>();
    private final Map<String, Rate> rates = new HashMap<>();
    private Frames frames = Frames.NONE;

    Steps(Opener opener, Collection<? extends ReadModel<?>> models) {
        this.opener = opener;
        models.forEach(model -> this.models.put(model.name(), model));
    }

    /** Reads what is parked, and what is archived. */
    void begin(Connection connection) throws SQLException {
        frames = Frames.of(connection);
        parked.clear();
        try (var select = connection.createStatement();
                var rows =
                        select.executeQuery("select distinct projection, aggregate_id from event_store.dead_letter")) {
            while (rows.next()) {
                parked.add(new Parked(rows.getString(1), rows.getString(2)));
            }
        }
    }

    /** @throws SQLException as {@link Faults#isSuperseded} when the row has moved, or is of another generation */
    void apply(Connection connection, Step step) throws SQLException {
        try {
            write(connection, step, Map.of());
        } catch (SQLException e) {
            connection.rollback();
            if (!Faults.isOfTheData(e)) {
                throw e;
            }
            divide(connection, step);
        }
    }

    /** Finds the guilty event of a step that PostgreSQL refuses, by halves. */
    private void divide(Connection connection, Step step) throws SQLException {
        int size = step.events().size();
        if (size > 1) {
            apply(connection, step.part(0, size / 2));
            apply(connection, step.part(size / 2, size));
            return;
        }
        var guilty = new HashMap<String, String>();
        for (var name : step.models()) {
            try {
                var alone = new Work(Set.of(name), step.events(), Map.of());
                if (!alone.rows.isEmpty()) {
                    new SqlScript().add(alone.rows).execute(connection);
                }
            } catch (SQLException e) {
                if (!Faults.isOfTheData(e)) {
                    throw e;
                }
                guilty.put(name, String.valueOf(e.getMessage()));
            } finally {
                connection.rollback();
            }
        }
        if (guilty.isEmpty()) {
            throw new SQLException("Position " + step.events().getFirst().position()
                    + " is refused for all models together and for none alone");
        }
        write(connection, step, guilty);
    }

    private void write(Connection connection, Step step, Map<String, String> guilty) throws SQLException {
        var work = new Work(step.models(), step.events(), guilty);
        long to = step.events().getLast().position();
        var rate = rates.computeIfAbsent(step.row(), _ -> new Rate());
        var script = new SqlScript()
                .add(
                        """
                        with moved as (
                            update event_store.projection
                            set position = ?::bigint, rate = ?::float8, updated_at = clock_timestamp()
                            where name = ?::text and position = ?::bigint and generation = ?::bigint
                            returning 1
                        )
                        select event_store.require(exists (select from moved))""",
                        to,
                        String.valueOf(rate.after(step.events().size())),
                        step.row(),
                        step.from(),
                        step.generation())
                .add(work.rows);
        for (var letter : work.letters) {
            insert(script, letter);
        }
        if (!work.erased.isEmpty()) {
            script.add("""
                    update event_store.dead_letter
                    set reason = ?::text
                    where aggregate_id = any(?::text[]) and reason is not null""", Personal.ERASED);
            script.array(Column.Type.TEXT, work.erased.toArray());
        }
        if (step.row().equals(Application.LIVE)) {
            script.add("select pg_notify('" + Channels.APPLIED + "', ?::text)", String.valueOf(to));
        }
        script.add("commit").execute(connection);
        for (var letter : work.letters) {
            parked.add(new Parked(letter.model(), letter.event().aggregateId()));
            if (letter.reason() != null) {
                LOG.error(
                        "The event {} at position {} is parked for the read model {}: {}",
                        letter.event().eventType(),
                        letter.event().position(),
                        letter.model(),
                        letter.reason());
            }
        }
    }

    static void insert(SqlScript script, Letter letter) {
        script.add(
                """
                insert into event_store.dead_letter
                    (projection, position, tenant_id, aggregate_id, event_type, reason)
                values (?::text, ?::bigint, ?::text, ?::text, ?::text, nullif(?::text, ''))""",
                letter.model(),
                letter.event().position(),
                letter.event().tenantId(),
                letter.event().aggregateId(),
                letter.event().eventType(),
                letter.reason() == null ? "" : letter.reason());
    }

    /**
     * What the models make of events: rows, and letters for those that they cannot take. An erasure waits behind nothing: it
     * only lets go of rows, so every model of this process does, also one that is paused or has parked the person's events.
     */
    private final class Work {
        final RowBatch rows = new RowBatch();
        final List<Letter> letters = new ArrayList<>();
        final Set<String> erased = new LinkedHashSet<>();
        private final Set<Parked> newly = new HashSet<>();

        Work(Set<String> names, List<Stored> events, Map<String, String> guilty) {
            var opened = opener.openEach(events);
            for (int i = 0; i < events.size(); i++) {
                erase(opened.get(i));
                for (var name : names) {
                    var model = models.get(name);
                    if (model != null) {
                        take(model, events.get(i), opened.get(i), guilty.get(name));
                    }
                }
            }
        }

        private void erase(@Nullable Recorded<IdentityEvent> recorded) {
            if (recorded != null && recorded.event() instanceof Erasure) {
                erased.add(recorded.aggregateId());
                for (var model : models.values()) {
                    if (model.events().isInstance(recorded.event())) {
                        rows.add(letGo(model, recorded)).add(StaleStatistics.leaving(model.tables()));
                    }
                }
            }
        }

        /** The rows that go with the person. A model that fails here fails again where its failure is told. */
        private static List<RowOperation> letGo(ReadModel<?> model, Recorded<IdentityEvent> recorded) {
            try {
                return Directories.project(model, recorded).stream()
                        .filter(RowOperation.Delete.class::isInstance)
                        .toList();
            } catch (RuntimeException _) {
                return List.of();
            }
        }

        private void take(
                ReadModel<?> model, Stored event, @Nullable Recorded<IdentityEvent> recorded, @Nullable String guilt) {
            if (recorded != null && !model.events().isInstance(recorded.event())) {
                return;
            }
            var queue = new Parked(model.name(), event.aggregateId());
            if (parked.contains(queue) || newly.contains(queue)) {
                letters.add(new Letter(model.name(), event, null));
            } else if (recorded == null) {
                park(queue, event, UNREADABLE);
            } else if (guilt != null) {
                park(queue, event, guilt);
            } else {
                try {
                    rows.add(frames.of(event.position(), Directories.project(model, recorded)));
                } catch (RuntimeException e) {
                    park(queue, event, e.toString());
                }
            }
        }

        private void park(Parked queue, Stored event, String reason) {
            newly.add(queue);
            letters.add(new Letter(queue.model(), event, reason));
        }
    }
}
