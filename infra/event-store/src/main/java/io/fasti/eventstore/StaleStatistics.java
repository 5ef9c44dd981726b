package io.fasti.eventstore;

import io.fasti.events.EventCatalogue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Gathers PostgreSQL's statistics anew where they are no longer true, for two reasons.
 *
 * <p>PostgreSQL keeps examples of the values of every column, to plan with, and keeps them when their rows are deleted. So
 * the statistics of tables that an erased person's rows have left are gathered. Which tables these are is noted in the
 * transactions that delete the rows; many erasures are one analysis.
 *
 * <p>And it has none of a new table until autovacuum comes by, once a minute at most. Until then all indexes that begin with
 * the tenant look the same to the planner, and a row may be sought in another than its primary key's, by going through all
 * of the tenant's. So a table is also looked at when it has grown tenfold.
 */
final class StaleStatistics implements SmartLifecycle {
    static final Table TABLE = Table.named("event_store.stale_statistics")
            .key("table_name", Column.Type.TEXT)
            .column("times", Column.Type.BIGINT);

    private static final Logger LOG = LoggerFactory.getLogger(StaleStatistics.class);

    /**
     * Tables of ours with ten times the pages that PostgreSQL knows of, or with ten when it knows of none; small ones first.
     * A rebuild looks at the tables that it makes by itself, and is not to wait for their locks.
     */
    private static final String OUTGROWN = """
            select c.oid::regclass
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r'
                and n.nspname not in ('pg_catalog', 'information_schema', '%s')
                and pg_get_userbyid(c.relowner) = current_user
                and pg_relation_size(c.oid) >= 10 * current_setting('block_size')::bigint * greatest(c.relpages, 1)
            order by pg_relation_size(c.oid)
            """.formatted(NextTables.SCHEMA);

    private static final String CLEAR = "pg_clear_attribute_stats(text, text, text, boolean)";

    private final DataSource dataSource;
    private final Duration pause;
    private final Semaphore news = new Semaphore(1);
    private volatile boolean running;
    private @Nullable Thread thread;

    /** @param pause between one analysis and the next */
    StaleStatistics(DataSource dataSource, Tail tail, Duration pause) {
        this.dataSource = dataSource;
        this.pause = pause;
        tail.listen(commits -> {
            if (commits.stream().anyMatch(heard -> EventCatalogue.erases(heard.eventType()))) {
                news.release();
            }
        });
    }

    /** Notes that rows of erased persons leave these tables. */
    static List<RowOperation> leaving(Collection<Table> tables) {
        return tables.stream()
                .map(Table::name)
                .distinct()
                .<RowOperation>map(name -> new RowOperation.Increment(TABLE, Row.of("table_name", name), "times", 1))
                .toList();
    }

    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            thread = Thread.ofPlatform().daemon().name("statistics").start(this::work);
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Asks now and then also without news: rows leave read models after the erasure has been heard of, and tables grow. */
    private void work() {
        try {
            while (running) {
                if (news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
                try {
                    gather();
                } catch (SQLException e) {
                    LOG.debug("Statistics could not be gathered and will be later: {}", e.getMessage());
                }
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gathers those that are stale; another process may do the same, which does no harm. */
    void gather() throws SQLException {
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                for (var stale : stale(connection).entrySet()) {
                    gather(connection, stale.getKey());
                    try (var done = connection.prepareStatement(
                            "delete from event_store.stale_statistics where table_name = ? and times = ?")) {
                        done.setString(1, stale.getKey());
                        done.setLong(2, stale.getValue());
                        done.executeUpdate();
                    }
                    connection.commit();
                }
                for (var outgrown : outgrown(connection)) {
                    // Whoever holds the table's lock is most likely autovacuum, which gathers them too.
                    execute(connection, "analyze (skip_locked) " + outgrown);
                    connection.commit();
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static List<String> outgrown(Connection connection) throws SQLException {
        var outgrown = new ArrayList<String>();
        try (var select = connection.createStatement();
                var rows = select.executeQuery(OUTGROWN)) {
            while (rows.next()) {
                outgrown.add(rows.getString(1));
            }
        }
        connection.commit();
        return outgrown;
    }

    private static Map<String, Long> stale(Connection connection) throws SQLException {
        var stale = new LinkedHashMap<String, Long>();
        try (var select = connection.createStatement();
                var rows = select.executeQuery(
                        "select table_name, times from event_store.stale_statistics order by table_name")) {
            while (rows.next()) {
                stale.put(rows.getString(1), rows.getLong(2));
            }
        }
        connection.commit();
        return stale;
    }

    /** Of a table without rows PostgreSQL gathers nothing and keeps what it has: that goes first, in the same transaction. */
    private static void gather(Connection connection, String table) throws SQLException {
        if (!isThere(connection, "to_regclass", table)) {
            return;
        }
        if (isThere(connection, "to_regprocedure", CLEAR)) {
            try (var clear = connection.prepareStatement("""
                    select pg_clear_attribute_stats(n.nspname::text, c.relname::text, a.attname::text, false)
                    from pg_class c
                    join pg_namespace n on n.oid = c.relnamespace
                    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                    where c.oid = cast(? as regclass)
                        or c.oid in (select indexrelid from pg_index where indrelid = cast(? as regclass))
                    """)) {
                clear.setString(1, table);
                clear.setString(2, table);
                clear.execute();
            }
        }
        execute(connection, "analyze " + table);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean isThere(Connection connection, String function, String name) throws SQLException {
        try (var select = connection.prepareStatement("select " + function + "(?) is not null")) {
            select.setString(1, name);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }
}
