package io.fasti.eventstore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** Finds out, in one round trip, which commits cannot succeed, and why; and after a lost connection, which did succeed. */
final class CommitProbe {
    private static final String SEQUENCES = "select e.aggregate_id, max(e.sequence) from event_store.event e"
            + " where e.aggregate_id = any(?::text[]) group by e.aggregate_id";
    private static final String LANDED = """
            select e.aggregate_id, e.sequence, e.position, e.event_type, e.payload, e.metadata
            from unnest(?::text[], ?::bigint[]) as u(aggregate_id, sequence)
            join event_store.event e on e.aggregate_id = u.aggregate_id and e.sequence = u.sequence""";

    private CommitProbe() {}

    /** The commits that must be refused now, with the reason; the others may be tried. */
    static Map<Commit, RuntimeException> refused(Connection connection, List<Commit> commits) throws SQLException {
        var byTable = new LinkedHashMap<Table, List<Commit.Condition>>();
        commits.forEach(commit -> commit.conditions.forEach(
                condition -> byTable.computeIfAbsent(condition.table(), _ -> new ArrayList<>())
                        .add(condition)));
        var there = new IdentityHashMap<Commit.Condition, Boolean>();
        var sequences = new HashMap<String, Long>();

        var script = new SqlScript().add(SEQUENCES);
        script.array(
                Column.Type.TEXT,
                CommitBatch.appends(commits).stream()
                        .map(Commit.Append::aggregateId)
                        .toArray());
        byTable.forEach((table, conditions) -> addKeys(script, table, conditions));
        script.add("commit");

        var answers = byTable.values().iterator();
        script.execute(connection, (column, result) -> {
            if (column.equals("aggregate_id")) {
                while (result.next()) {
                    sequences.put(result.getString(1), result.getLong(2));
                }
            } else if (column.equals("n")) {
                var conditions = answers.next();
                while (result.next()) {
                    there.put(conditions.get(result.getInt(1) - 1), true);
                }
            }
        });

        var refused = new IdentityHashMap<Commit, RuntimeException>();
        for (var commit : commits) {
            var reason = reason(commit, there, sequences);
            if (reason != null) {
                refused.put(commit, reason);
            }
        }
        return refused;
    }

    private static void addKeys(SqlScript script, Table table, List<Commit.Condition> conditions) {
        script.add(TableForms.of(table).require().sqlOfThoseThere());
        for (int i = 0; i < table.key().size(); i++) {
            int column = i;
            script.array(
                    table.key().get(i).type(),
                    conditions.stream()
                            .map(condition -> RowBatch.keyOf(table, condition.key())[column])
                            .toArray());
        }
    }

    /** What is told first: the request's own claims, then a lost race for the aggregate, then claims, then references. */
    private static @Nullable RuntimeException reason(
            Commit commit, Map<Commit.Condition, Boolean> there, Map<String, Long> sequences) {
        var ofRequest = unmet(commit, there, condition -> condition.isOfRequest());
        if (ofRequest != null) {
            return ofRequest;
        }
        for (var event : commit.events) {
            var last = sequences.get(event.aggregateId());
            if (last != null && last >= event.sequence()) {
                return overtaken(event, last);
            }
        }
        var claim = unmet(commit, there, condition -> !condition.isOfRequest() && condition.isClaim());
        return claim != null
                ? claim
                : unmet(commit, there, condition -> !condition.isOfRequest() && !condition.isClaim());
    }

    static ConcurrencyException overtaken(Commit.Append event, long last) {
        return new ConcurrencyException(
                "%s is at %d already, cannot append %d".formatted(event.aggregateId(), last, event.sequence()));
    }

    private static @Nullable RuntimeException unmet(
            Commit commit, Map<Commit.Condition, Boolean> there, Predicate<Commit.Condition> which) {
        for (var condition : commit.conditions) {
            if (which.test(condition) && there.containsKey(condition) == condition.isClaim()) {
                if (condition.otherwise() != null) {
                    return condition.otherwise();
                }
                if (condition.table().equals(SubjectKeys.SUBJECT_KEY)) {
                    return new ConcurrencyException("The key of "
                            + condition.key().get("subject_id") + " has been made by another at the same moment");
                }
            }
        }
        return null;
    }

    /**
     * Those commits that are in the store, with their positions. Events are ours when everything but the position is the
     * same; a commit without events is in when all rows that it inserts are there as it wrote them.
     */
    static Map<Commit, long[]> landed(Connection connection, List<Commit> commits) throws SQLException {
        var appends = CommitBatch.appends(commits);
        var found = new HashMap<List<Object>, Long>();
        var rowsThere = new IdentityHashMap<Commit, Boolean>();
        var script = new SqlScript().add(LANDED);
        script.array(
                Column.Type.TEXT,
                appends.stream().map(Commit.Append::aggregateId).toArray());
        script.array(
                Column.Type.BIGINT,
                appends.stream().map(Commit.Append::sequence).toArray());
        var eventless =
                commits.stream().filter(commit -> commit.events.isEmpty()).toList();
        eventless.forEach(commit -> addInserts(script, commit, rowsThere));
        script.add("commit");
        var pending = new ArrayList<Commit>();
        eventless.forEach(commit -> inserts(commit).groups().forEach(_ -> pending.add(commit)));
        var sizes = new ArrayList<Integer>();
        eventless.forEach(commit ->
                inserts(commit).groups().forEach(group -> sizes.add(group.rows().size())));
        var index = new int[1];
        script.execute(connection, (column, result) -> {
            if (column.equals("aggregate_id")) {
                while (result.next()) {
                    found.put(identity(result), result.getLong("position"));
                }
            } else if (column.equals("n")) {
                int i = index[0]++;
                int count = 0;
                while (result.next()) {
                    count++;
                }
                if (count < sizes.get(i)) {
                    rowsThere.put(pending.get(i), false);
                }
            }
        });
        var landed = new IdentityHashMap<Commit, long[]>();
        for (var commit : commits) {
            var positions = commit.events.stream()
                    .map(event -> found.getOrDefault(identity(event), 0L))
                    .mapToLong(Long::longValue)
                    .toArray();
            boolean isIn = commit.events.isEmpty()
                    ? rowsThere.getOrDefault(commit, false)
                    : java.util.Arrays.stream(positions).allMatch(position -> position > 0);
            if (isIn) {
                landed.put(commit, positions);
            }
        }
        return landed;
    }

    private static void addInserts(SqlScript script, Commit commit, Map<Commit, Boolean> rowsThere) {
        for (var group : inserts(commit).groups()) {
            rowsThere.put(commit, true);
            script.add(group.shape().sqlOfThoseEqual());
            for (int i = 0; i < group.shape().columns().size(); i++) {
                script.array(group.shape().columns().get(i).type(), group.column(i));
            }
        }
    }

    private static RowBatch inserts(Commit commit) {
        return new RowBatch()
                .add(commit.operations.stream()
                        .filter(RowOperation.Insert.class::isInstance)
                        .toList());
    }

    private static List<Object> identity(ResultSet row) throws SQLException {
        return List.of(
                row.getString("aggregate_id"),
                row.getLong("sequence"),
                row.getString("event_type"),
                row.getString("payload"),
                row.getString("metadata"));
    }

    private static List<Object> identity(Commit.Append event) {
        return List.of(event.aggregateId(), event.sequence(), event.eventType(), event.payload(), event.metadata());
    }
}
