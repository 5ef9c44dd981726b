package io.fasti.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Commits that go into one transaction. No two of them touch the same aggregate, or the same row unless both only require
 * it, so their order among each other does not matter and a failure of one says nothing about another.
 */
final class CommitBatch {
    /** The lock that makes position order commit order. */
    static final long APPEND_LOCK = 0x6661737469_02L;

    private static final int EVENTS_AT_MOST = 5_000;
    private static final int CHARACTERS_AT_MOST = 8_000_000;

    private static final String LOCK = "select pg_advisory_xact_lock(" + APPEND_LOCK + ")";
    private static final String EVENTS = """
            insert into event_store.event (tenant_id, aggregate_type, aggregate_id, sequence, event_type, revision,
                payload, metadata, occurred_at)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[],
                ?::timestamptz[])
            returning position""";
    private static final String NOTIFY = "select pg_notify('" + Channels.EVENTS + "', lastval()::text) as notified";

    private final List<Commit> commits = new ArrayList<>();
    private final Set<String> aggregates = new HashSet<>();
    private final Set<RowKey> written = new HashSet<>();
    private final Set<RowKey> read = new HashSet<>();
    private final Set<String> tables = new HashSet<>();
    private final Set<String> swept = new HashSet<>();
    private int events;
    private long characters;

    List<Commit> commits() {
        return commits;
    }

    /** Takes the commit unless it must wait for another batch. */
    boolean admit(Commit commit, int atMost) {
        if (!commits.isEmpty() && (commits.size() >= atMost || isFull(commit) || clashes(commit))) {
            return false;
        }
        commits.add(commit);
        written.addAll(commit.written);
        read.addAll(commit.read);
        tables.addAll(commit.tables);
        swept.addAll(commit.swept);
        for (var event : commit.events) {
            aggregates.add(event.aggregateId());
            characters += event.payload().length() + event.metadata().length();
        }
        events += commit.events.size();
        return true;
    }

    private boolean isFull(Commit commit) {
        return events + commit.events.size() > EVENTS_AT_MOST || characters > CHARACTERS_AT_MOST;
    }

    private boolean clashes(Commit commit) {
        return commit.events.stream().anyMatch(event -> aggregates.contains(event.aggregateId()))
                || anyOf(commit.written, written)
                || anyOf(commit.written, read)
                || anyOf(commit.read, written)
                || anyOf(commit.swept, tables)
                || anyOf(commit.tables, swept);
    }

    private static <T> boolean anyOf(Set<T> some, Set<T> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return false;
        }
        for (var one : some) {
            if (others.contains(one)) {
                return true;
            }
        }
        return false;
    }

    static List<Commit.Append> appends(List<Commit> commits) {
        var appends = new ArrayList<Commit.Append>(commits.size() + 4);
        commits.forEach(commit -> appends.addAll(commit.events));
        return appends;
    }

    /** Sends the whole transaction as one string, and gives the positions of the events in the order of {@link #appends}. */
    static long[] execute(Connection connection, List<Commit> commits) throws SQLException {
        var script = new SqlScript().add(LOCK);
        var rows = new RowBatch();
        commits.forEach(commit -> rows.add(commit.operations));
        script.add(rows);
        var appends = appends(commits);
        if (!appends.isEmpty()) {
            addEvents(script, appends);
        }
        script.add("commit");
        var positions = new long[appends.size()];
        script.execute(connection, (column, result) -> {
            if (column.equals("position")) {
                for (int i = 0; result.next(); i++) {
                    positions[i] = result.getLong(1);
                }
            }
        });
        return positions;
    }

    private static void addEvents(SqlScript script, List<Commit.Append> appends) {
        script.add(EVENTS);
        script.array(
                Column.Type.TEXT, appends.stream().map(Commit.Append::tenantId).toArray());
        script.array(
                Column.Type.TEXT,
                appends.stream().map(Commit.Append::aggregateType).toArray());
        script.array(
                Column.Type.TEXT,
                appends.stream().map(Commit.Append::aggregateId).toArray());
        script.array(
                Column.Type.BIGINT,
                appends.stream().map(Commit.Append::sequence).toArray());
        script.array(
                Column.Type.TEXT, appends.stream().map(Commit.Append::eventType).toArray());
        script.array(
                Column.Type.BIGINT,
                appends.stream().map(Commit.Append::revision).toArray());
        script.array(
                Column.Type.TEXT, appends.stream().map(Commit.Append::payload).toArray());
        script.array(
                Column.Type.TEXT, appends.stream().map(Commit.Append::metadata).toArray());
        script.array(
                Column.Type.TIMESTAMP,
                appends.stream().map(Commit.Append::occurredAt).toArray());
        script.add(NOTIFY);
    }
}
