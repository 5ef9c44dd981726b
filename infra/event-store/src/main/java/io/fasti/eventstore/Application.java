package io.fasti.eventstore;

import io.fasti.events.IdentityEvent;
import io.fasti.eventstore.EventLog.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the follower does with its connection: pages of events become rows. An event that a model cannot take is parked for
 * that model, with those of the same aggregate that come after it, and nothing else waits or is skipped.
 */
final class Application {
    /** The row of {@code event_store.projection} that all live models share. */
    static final String LIVE = "live";

    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private record Parked(String model, String aggregateId) {}

    /** An event that waits, or, with a reason, that others wait behind. */
    private record Letter(
            String model, Stored event, @Nullable String reason) {}

    private final Opener opener;
    private final Map<String, ReadModel<?>> models = new LinkedHashMap<>();
    private final Set<String> live = new HashSet<>();
    private final Map<String, Long> behind = new HashMap<>();
    private final Set<Parked> parked = new HashSet<>();
    private long position;

    Application(Opener opener, List<ReadModel<?>> models) {
        this.opener = opener;
        models.forEach(model -> this.models.put(model.name(), model));
    }

    boolean isEmpty() {
        return models.isEmpty();
    }

    long position() {
        return position;
    }

    /** Reads how far everything is. A model that the store has never seen starts from the beginning. */
    void begin(Connection connection) throws SQLException {
        live.clear();
        behind.clear();
        parked.clear();
        try (var insert = connection.prepareStatement("""
                insert into event_store.projection (name, position, live)
                select name, 0, coalesce((select position = 0 from event_store.projection where name = 'live'), true)
                from unnest(?::text[]) name
                on conflict (name) do nothing
                """)) {
            var names = new ArrayList<>(models.keySet());
            insert.setArray(1, connection.createArrayOf("text", names.toArray()));
            insert.executeUpdate();
        }
        try (var insert = connection.createStatement()) {
            insert.execute("""
                    insert into event_store.projection (name, position, live) values ('live', 0, true)
                    on conflict (name) do nothing
                    """);
        }
        try (var select = connection.createStatement();
                var rows = select.executeQuery("select name, position, live, paused from event_store.projection")) {
            while (rows.next()) {
                var name = rows.getString(1);
                if (name.equals(LIVE)) {
                    position = rows.getLong(2);
                } else if (models.containsKey(name)) {
                    if (rows.getBoolean(3)) {
                        live.add(name);
                    } else if (!rows.getBoolean(4)) {
                        behind.put(name, rows.getLong(2));
                    }
                }
            }
        }
        try (var select = connection.createStatement();
                var rows =
                        select.executeQuery("select distinct projection, aggregate_id from event_store.dead_letter")) {
            while (rows.next()) {
                parked.add(new Parked(rows.getString(1), rows.getString(2)));
            }
        }
        connection.commit();
    }

    /** One page for all live models; true when there may be more at once. */
    boolean apply(Connection connection, int page) throws SQLException {
        var events = PostgresEventLog.after(connection, position, page);
        connection.commit();
        if (events.isEmpty()) {
            return false;
        }
        apply(connection, new Step(live, LIVE, position, events));
        position = events.getLast().position();
        return events.size() == page;
    }

    /** One page for each model that is behind; true when none is left. */
    boolean catchUp(Connection connection, int page) throws SQLException {
        for (var name : List.copyOf(behind.keySet())) {
            long from = behind.getOrDefault(name, 0L);
            var events = PostgresEventLog.after(connection, from, page).stream()
                    .filter(event -> event.position() <= position)
                    .toList();
            connection.commit();
            if (!events.isEmpty()) {
                apply(connection, new Step(Set.of(name), name, from, events));
                behind.put(name, events.getLast().position());
            }
            if (events.size() < page) {
                join(connection, name);
            }
        }
        return behind.isEmpty();
    }

    private void join(Connection connection, String name) throws SQLException {
        try (var update = connection.prepareStatement("""
                update event_store.projection
                set live = true, position = 0, updated_at = clock_timestamp()
                where name = ?
                """)) {
            update.setString(1, name);
            update.executeUpdate();
        }
        connection.commit();
        behind.remove(name);
        live.add(name);
        LOG.info("The read model {} has caught up at position {}", name, position);
    }

    /** Events that bring some models, whose position stands in the row {@code row}, on from {@code from}. */
    private record Step(Set<String> models, String row, long from, List<Stored> events) {
        Step part(int begin, int end) {
            return new Step(
                    models, row, begin == 0 ? from : events.get(begin - 1).position(), events.subList(begin, end));
        }
    }

    private void apply(Connection connection, Step step) throws SQLException {
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
        var script = new SqlScript().add("""
                        with moved as (
                            update event_store.projection
                            set position = ?::bigint, updated_at = clock_timestamp()
                            where name = ?::text and position = ?::bigint
                            returning 1
                        )
                        select event_store.require(exists (select from moved))""", to, step.row(), step.from()).add(work.rows);
        for (var letter : work.letters) {
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
        if (step.row().equals(LIVE)) {
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

    /** What the models make of events: rows, and letters for those that they cannot take. */
    private final class Work {
        final RowBatch rows = new RowBatch();
        final List<Letter> letters = new ArrayList<>();
        private final Set<Parked> newly = new HashSet<>();

        Work(Set<String> names, List<Stored> events, Map<String, String> guilty) {
            var opened = opened(events);
            for (int i = 0; i < events.size(); i++) {
                var event = events.get(i);
                var recorded = opened.get(i);
                for (var name : names) {
                    var model = models.get(name);
                    if (model != null) {
                        take(model, event, recorded, guilty.get(name));
                    }
                }
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
                park(queue, event, "it cannot be read");
            } else if (guilt != null) {
                park(queue, event, guilt);
            } else {
                try {
                    rows.add(projected(model, recorded));
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

    @SuppressWarnings("unchecked")
    private static <E extends IdentityEvent> List<RowOperation> projected(
            ReadModel<E> model, Recorded<IdentityEvent> recorded) {
        return model.project((Recorded<? extends E>) recorded);
    }

    /** The events, readable; null for one that is not. */
    private List<@Nullable Recorded<IdentityEvent>> opened(List<Stored> events) {
        try {
            return new ArrayList<>(opener.open(events));
        } catch (IllegalArgumentException e) {
            var one = new ArrayList<@Nullable Recorded<IdentityEvent>>();
            for (var event : events) {
                one.add(openedAlone(event));
            }
            return one;
        }
    }

    private @Nullable Recorded<IdentityEvent> openedAlone(Stored event) {
        try {
            return opener.open(List.of(event)).getFirst();
        } catch (IllegalArgumentException e) {
            LOG.error("The event at position {} cannot be read", event.position(), e);
            return null;
        }
    }
}
