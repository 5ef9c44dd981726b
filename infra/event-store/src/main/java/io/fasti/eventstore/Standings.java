package io.fasti.eventstore;

import io.fasti.eventstore.Projections.RebuildState;
import io.fasti.eventstore.Projections.Standing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how read models stand, from what the follower and the rebuilds have written down. */
final class Standings {
    /** Up to here, events that were not seen are counted; beyond, positions are subtracted. */
    private static final int COUNTED = 10_000;

    private static final String SELECTED = """
            with shared as (
                select position, generation, rate, updated_at
                from event_store.projection
                where name = 'live'
            ), head as (
                select coalesce(max(position), 0) as head
                from event_store.event
            ), holder as (
                select l.holder
                from event_store.lease l
                where l.name = 'read-models'
                    and exists (
                        select
                        from pg_locks k
                        where k.locktype = 'advisory'
                            and k.granted
                            and k.database = (select oid from pg_database where datname = current_database())
                            and k.objsubid = 1
                            and (k.classid::bigint << 32 | k.objid::bigint) = hashtextextended('fasti lease ' || l.name, 0)
                    )
            ), model as (
                select p.name, p.live, p.paused, p.version,
                    case when p.live then shared.position else p.position end as position,
                    case when p.live then shared.rate else p.rate end as rate,
                    case when p.live then shared.updated_at else p.updated_at end as updated_at
                from event_store.projection p
                cross join shared
                where p.name = any(?)
            )
            select m.*, head.head, holder.holder, r.*,
                m.updated_at > clock_timestamp() - interval '5 seconds' as moving,
                (
                    select count(*)
                    from (select from event_store.event e where e.position > m.position limit ?) e
                ) as unseen,
                coalesce((
                    select extract(epoch from clock_timestamp() - e.recorded_at)
                    from event_store.event e
                    where e.position > m.position
                    order by e.position
                    limit 1
                ), 0) as lag_seconds,
                (select count(*) from event_store.dead_letter d where d.projection = m.name) as parked,
                (select count(distinct d.aggregate_id) from event_store.dead_letter d where d.projection = m.name) as queues
            from model m
            cross join head
            left join holder on true
            left join (
                select name as rebuilt, phase, version as next_version, automatic, requested_by, reason, requested_at,
                    started_at, finished_at, holder as rebuilder, attempt, head as rebuild_head,
                    position as rebuild_position, events, rows, pass, passes, compared, error
                from event_store.rebuild
            ) r on r.rebuilt = m.name
            """;

    private Standings() {}

    /** @param name null for all */
    static List<Standing> of(Connection connection, Map<String, ReadModel<?>> models, @Nullable String name)
            throws SQLException {
        var standings = new ArrayList<Standing>();
        try (var select = connection.prepareStatement(SELECTED)) {
            var names = name == null ? models.keySet().toArray() : new Object[] {name};
            select.setArray(1, connection.createArrayOf("text", names));
            select.setInt(2, COUNTED + 1);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var model = models.get(rows.getString("name"));
                    if (model != null) {
                        standings.add(standing(rows, model));
                    }
                }
            }
        }
        for (var model : models.values()) {
            if ((name == null || name.equals(model.name()))
                    && standings.stream().noneMatch(each -> each.name().equals(model.name()))) {
                standings.add(unknown(model, PostgresEventLog.head(connection)));
            }
        }
        standings.sort(Comparator.comparing(Standing::name));
        return standings;
    }

    private static Standing standing(ResultSet row, ReadModel<?> model) throws SQLException {
        long position = row.getLong("position");
        long head = row.getLong("head");
        long unseen = row.getLong("unseen");
        int stored = row.getInt("version");
        return new Standing(
                model.name(),
                model.version(),
                stored,
                state(row, stored > model.version()),
                position,
                head,
                unseen > COUNTED ? head - position : unseen,
                Math.max(0, row.getDouble("lag_seconds")),
                row.getBoolean("moving") ? row.getDouble("rate") : 0,
                row.getString("holder"),
                row.getLong("parked"),
                row.getLong("queues"),
                row.getString("rebuilt") == null ? null : rebuild(row));
    }

    private static String state(ResultSet row, boolean newer) throws SQLException {
        if (row.getBoolean("paused")) {
            return "paused";
        }
        if (row.getBoolean("live")) {
            return "live";
        }
        return newer ? "of_newer_release" : "catching_up";
    }

    /** One that no follower has seen yet. */
    private static Standing unknown(ReadModel<?> model, long head) {
        return new Standing(
                model.name(), model.version(), model.version(), "catching_up", 0, head, head, 0, 0, null, 0, 0, null);
    }

    private static RebuildState rebuild(ResultSet row) throws SQLException {
        var compared = row.getString("compared");
        return new RebuildState(
                row.getString("phase"),
                row.getInt("next_version"),
                row.getBoolean("automatic"),
                row.getString("requested_by"),
                row.getString("reason"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                row.getString("rebuilder"),
                row.getLong("attempt"),
                row.getLong("rebuild_head"),
                row.getLong("rebuild_position"),
                row.getLong("events"),
                row.getLong("rows"),
                row.getInt("pass"),
                row.getInt("passes"),
                compared == null ? null : EventJson.mapper().readValue(compared, Object.class),
                row.getString("error"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
