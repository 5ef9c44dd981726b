package io.fasti.torture;

import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/** Reads everything that is left, once in the order of positions, and lets each check look at it. */
final class Checker {
    private final Cluster cluster;
    private final Ledger ledger;
    private final Watcher watcher;
    private final Report report;

    Checker(Cluster cluster, Ledger ledger, Watcher watcher, Report report) {
        this.cluster = cluster;
        this.ledger = ledger;
        this.watcher = watcher;
        this.report = report;
    }

    void check() {
        try (var connection = cluster.connect()) {
            connection.setAutoCommit(false);
            var sightings = watcher.sightings();
            var checks = List.of(
                    new DeedCheck(ledger, report),
                    new OrderCheck(sightings, report),
                    new TruthCheck(ledger, sightings, report),
                    new FoldCheck(connection, report),
                    new ErasureCheck(connection, ledger, report),
                    new StreamCheck(cluster.bootstrapServers(), report));
            var seals = new Seals(connection, cluster.masterKey());
            events(connection, seals, checks);
            report.looked(Promise.SEALED, seals.opened());
            for (var check : checks) {
                check.finish();
            }
            audit(connection);
            parked(connection);
        } catch (SQLException | GeneralSecurityException e) {
            throw new IllegalStateException("What is left could not be checked", e);
        }
    }

    private void events(Connection connection, Seals seals, List<Check> checks) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(2_000);
            try (var rows = statement.executeQuery("""
                    select position, tenant_id, aggregate_type, aggregate_id, sequence, event_type, payload, metadata,
                        occurred_at, recorded_at
                    from event_store.event
                    order by position""")) {
                while (rows.next()) {
                    try {
                        var event = event(rows, seals);
                        report.happened("events of " + event.type());
                        checks.forEach(check -> check.take(event));
                    } catch (GeneralSecurityException e) {
                        report.broken(Promise.SEALED, "position " + rows.getLong(1) + ": " + e.getMessage());
                    }
                }
            }
        }
    }

    private static Event event(ResultSet row, Seals seals) throws SQLException, GeneralSecurityException {
        var tenantId = row.getString("tenant_id");
        var aggregateId = row.getString("aggregate_id");
        var type = row.getString("event_type");
        var payload = row.getString("payload");
        var metadata = row.getString("metadata");
        var actor = seals.member(metadata, "actorId");
        return new Event(
                row.getLong("position"),
                tenantId,
                row.getString("aggregate_type"),
                aggregateId,
                row.getLong("sequence"),
                type,
                payload,
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                seals.read(payload, tenantId, aggregateId, type),
                seals.read(metadata, tenantId, actor, "metadata"),
                seals.isErased(tenantId, aggregateId));
    }

    private void audit(Connection connection) throws SQLException {
        report.looked(Promise.AUDIT, number(connection, "select count(*) from query.audit_log"));
        long missing = number(connection, """
                select count(*) from event_store.event e
                where not exists (select from query.audit_log a where a.tenant_id = e.tenant_id and a.position = e.position)""");
        long surplus = number(connection, """
                select count(*) - count(distinct position) + count(*) filter (
                    where not exists (select from event_store.event e where e.position = a.position))
                from query.audit_log a""");
        if (missing + surplus > 0) {
            report.broken(Promise.AUDIT, missing + " are missing, and " + surplus + " are there without reason");
        }
    }

    private void parked(Connection connection) throws SQLException {
        report.looked(Promise.PARKED, 1);
        long parked = number(
                connection,
                "select (select count(*) from event_store.dead_letter) + (select count(*) from query.stream_dead_letter)");
        if (parked > 0) {
            report.broken(Promise.PARKED, parked + " are");
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
