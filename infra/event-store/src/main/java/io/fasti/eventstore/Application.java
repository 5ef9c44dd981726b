package io.fasti.eventstore;

import io.fasti.eventstore.Steps.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the follower does with its connection: pages of events become rows, for all live models together and for each that
 * is behind by itself. Every transaction names the generation of its position's row, so that what an operator has changed
 * meanwhile is noticed before anything is written.
 */
final class Application {
    /** The row of {@code event_store.projection} that all live models share. */
    static final String LIVE = "live";

    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private record Place(long position, long generation) {}

    private final Map<String, ReadModel<?>> models = new LinkedHashMap<>();
    private final Steps steps;
    private final Set<String> live = new HashSet<>();
    private final Map<String, Place> behind = new HashMap<>();
    private Place together = new Place(0, 0);

    Application(Opener opener, List<ReadModel<?>> models) {
        models.forEach(model -> this.models.put(model.name(), model));
        this.steps = new Steps(opener, models);
    }

    boolean isEmpty() {
        return models.isEmpty();
    }

    long position() {
        return together.position();
    }

    /** Whether a newer release has made rows of a model that this one also has: then the newer one should apply. */
    boolean isOutdated(Connection connection) throws SQLException {
        boolean outdated = false;
        try (var select = connection.createStatement();
                var rows = select.executeQuery("select name, version from event_store.projection")) {
            while (rows.next()) {
                outdated |= isNewer(rows.getString(1), rows.getInt(2));
            }
        }
        connection.commit();
        return outdated;
    }

    /** Reads how far everything is. A model that the store has never seen starts from the beginning. */
    void begin(Connection connection) throws SQLException {
        live.clear();
        behind.clear();
        remember(connection, models.values());
        leaveToNewer(connection);
        try (var select = connection.createStatement();
                var rows = select.executeQuery("""
                        select name, position, generation, live, paused, version
                        from event_store.projection
                        """)) {
            while (rows.next()) {
                var name = rows.getString(1);
                var place = new Place(rows.getLong(2), rows.getLong(3));
                if (name.equals(LIVE)) {
                    together = place;
                } else if (models.containsKey(name) && !isNewer(name, rows.getInt(6))) {
                    if (rows.getBoolean(4)) {
                        live.add(name);
                    } else if (!rows.getBoolean(5)) {
                        behind.put(name, place);
                    }
                }
            }
        }
        steps.begin(connection);
        connection.commit();
    }

    /** Makes the rows of models that the store has never seen, and the one that the live ones share. */
    static void remember(Connection connection, Iterable<? extends ReadModel<?>> models) throws SQLException {
        var names = new ArrayList<String>();
        var versions = new ArrayList<Integer>();
        models.forEach(model -> {
            names.add(model.name());
            versions.add(model.version());
        });
        try (var insert = connection.prepareStatement("""
                insert into event_store.projection (name, position, live, version)
                select name, 0, coalesce((select position = 0 from event_store.projection where name = 'live'), true), version
                from unnest(?::text[], ?::int[]) as model(name, version)
                on conflict (name) do nothing
                """)) {
            insert.setArray(1, connection.createArrayOf("text", names.toArray()));
            insert.setArray(2, connection.createArrayOf("int4", versions.toArray()));
            insert.executeUpdate();
        }
        try (var insert = connection.createStatement()) {
            insert.execute("""
                    insert into event_store.projection (name, position, live) values ('live', 0, true)
                    on conflict (name) do nothing
                    """);
        }
    }

    /** Models whose rows a newer release has made stay where they are until that one applies. */
    private void leaveToNewer(Connection connection) throws SQLException {
        var newer = new ArrayList<String>();
        try (var select = connection.createStatement();
                var rows = select.executeQuery("select name, version from event_store.projection where live")) {
            while (rows.next()) {
                if (isNewer(rows.getString(1), rows.getInt(2))) {
                    newer.add(rows.getString(1));
                }
            }
        }
        if (newer.isEmpty()) {
            return;
        }
        LOG.warn("The read models {} are of a newer release and are left where they are", newer);
        try (var update = connection.prepareStatement("""
                update event_store.projection model
                set live = false, position = shared.position, generation = model.generation + 1
                from event_store.projection shared
                where shared.name = 'live'
                    and model.name = any(?)
                """)) {
            update.setArray(1, connection.createArrayOf("text", newer.toArray()));
            update.executeUpdate();
        }
    }

    private boolean isNewer(String name, int version) {
        var model = models.get(name);
        return model != null && version > model.version();
    }

    /** One page for all live models; true when there may be more at once. */
    boolean apply(Connection connection, int page) throws SQLException {
        var events = PostgresEventLog.after(connection, together.position(), page);
        if (events.isEmpty()) {
            stillSo(connection);
            connection.commit();
            return false;
        }
        steps.apply(connection, new Step(live, LIVE, together.generation(), together.position(), events));
        together = new Place(events.getLast().position(), together.generation());
        return events.size() == page;
    }

    private void stillSo(Connection connection) throws SQLException {
        try (var check = connection.prepareStatement("""
                select event_store.require(exists (
                    select from event_store.projection where name = 'live' and generation = ?))
                """)) {
            check.setLong(1, together.generation());
            check.execute();
        }
    }

    /** One page for each model that is behind; true when none is left. */
    boolean catchUp(Connection connection, int page) throws SQLException {
        for (var name : List.copyOf(behind.keySet())) {
            var place = behind.getOrDefault(name, together);
            var events = PostgresEventLog.after(connection, place.position(), page).stream()
                    .filter(event -> event.position() <= together.position())
                    .toList();
            connection.commit();
            if (!events.isEmpty()) {
                steps.apply(connection, new Step(Set.of(name), name, place.generation(), place.position(), events));
                behind.put(name, new Place(events.getLast().position(), place.generation()));
            }
            if (events.size() < page) {
                join(connection, name, place.generation());
            }
        }
        return behind.isEmpty();
    }

    private void join(Connection connection, String name, long generation) throws SQLException {
        new SqlScript().add("""
                        with joined as (
                            update event_store.projection
                            set live = true, position = 0, updated_at = clock_timestamp()
                            where name = ?::text and generation = ?::bigint
                            returning 1
                        )
                        select event_store.require(exists (select from joined))""", name, generation).add("commit").execute(connection);
        behind.remove(name);
        live.add(name);
        LOG.info("The read model {} has caught up at position {}", name, together.position());
    }
}
