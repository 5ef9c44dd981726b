package io.fasti.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * A large table of events, and the statements of the store on it. Half of the aggregates had all their events at once, the
 * other half have theirs spread over the whole life of the store.
 *
 * @param heads whether it is one of partitions, and a table of heads keeps sequences apart
 */
record EventTable(String name, boolean heads) {
    static final EventTable PLAIN = new EventTable("event_store.event", false);
    static final EventTable PARTITIONED = new EventTable("parts.event", true);

    /** Events of one aggregate. */
    static final int LENGTH = 8;

    private static final int PARTITIONS = 10;
    private static final int BATCH = 10;

    /** Rows as they come, from one position on. */
    private static final String ROWS = """
            insert into event_store.event (tenant_id, aggregate_type, aggregate_id, sequence, event_type, revision,
                payload, metadata, occurred_at)
            select 'ten_01kb3w9sz0b5x8t7m4q2n6c1d0', 'user', id, sequence,
                case sequence when 0 then 'user.created' else 'user.profile_changed' end, 1,
                '{"userId":"' || id || '","sealed":"'
                    || substr(repeat(md5(i::text), 28), 1,
                        (case when mod(i, 10) < 9 then 60 + mod(i * 7919, 300) else 850 end)::int)
                    || '"}',
                '{"actorType":"api_key","actorId":"key_01kb3w9sz0b5x8t7m4q2n6c1d0","requestId":"req_' || md5(i::text)
                    || '","dialect":"lumo","operation":"PATCH /admin/users/{user}"}',
                timestamptz '2026-01-01' + i * interval '100 ms'
            from (
                select i, mod(i, 2) as kind,
                    case mod(i, 2) when 0 then mod(i / 2, %1$d) else i / 2 / %2$d end as number,
                    case mod(i, 2) when 0 then i / 2 / %1$d else mod(i / 2, %2$d) end as sequence
                from generate_series(%3$d::bigint, %4$d::bigint - 1) i
            ) numbered
            cross join lateral (select %5$s as id) named
            order by i""";

    private static final String ID = "'usr_' || case %1$s when 0 then 's' else 'l' end || lpad(to_hex(%2$s), 9, '0')"
            + " || substr(md5(%2$s::text), 1, 16)";

    /** @param rows a multiple of {@code 2 * LENGTH} */
    static void fill(Connection connection, long rows) throws SQLException {
        long spread = rows / 2 / LENGTH;
        try (var statement = connection.createStatement()) {
            statement.execute("alter table event_store.event set (autovacuum_enabled = false)");
            statement.execute("alter table event_store.event drop constraint event_aggregate_id_sequence_key");
            long page = 500_000;
            for (long from = 0; from < rows; from += page) {
                statement.execute(ROWS.formatted(
                        spread, LENGTH, from, Math.min(rows, from + page), ID.formatted("kind", "number")));
            }
            statement.execute("alter table event_store.event add unique (aggregate_id, sequence)");
        }
    }

    /** The same events, by ranges of positions, with the heads of their streams. */
    static void part(Connection connection, long rows) throws SQLException {
        long size = Math.ceilDiv(rows, PARTITIONS);
        try (var statement = connection.createStatement()) {
            statement.execute("create schema parts");
            statement.execute("create table parts.event (like event_store.event including defaults including identity)"
                    + " partition by range (position)");
            for (int i = 0; i <= PARTITIONS; i++) {
                statement.execute("create table parts.event_%d partition of parts.event for values from (%d) to (%s)"
                        .formatted(i, i * size + 1, i == PARTITIONS ? "maxvalue" : (i + 1) * size + 1));
                statement.execute("alter table parts.event_%d set (autovacuum_enabled = false)".formatted(i));
            }
            statement.execute("insert into parts.event overriding system value"
                    + " select * from event_store.event order by position");
            statement.execute("alter table parts.event add primary key (position)");
            statement.execute("create index on parts.event (aggregate_id, sequence)");
            statement.execute("alter table parts.event alter column position restart with " + (rows + 1));
            statement.execute("create table parts.head (aggregate_id text primary key, sequence bigint not null,"
                    + " first_position bigint not null, last_position bigint not null) with (fillfactor = 70)");
            statement.execute("insert into parts.head select aggregate_id, max(sequence), min(position), max(position)"
                    + " from event_store.event group by aggregate_id order by aggregate_id");
            statement.execute("vacuum (freeze, analyze) parts.event");
            statement.execute("vacuum (freeze, analyze) parts.head");
        }
    }

    /** One transaction as the group commit sends it: half of the events are of new aggregates. */
    String append() {
        return """
                select pg_advisory_xact_lock(4711);
                %s
                insert into %s (tenant_id, aggregate_type, aggregate_id, sequence, event_type, revision,
                    payload, metadata, occurred_at)
                select 'ten_01kb3w9sz0b5x8t7m4q2n6c1d0', 'user', id, sequence, 'user.profile_changed', 1, repeat('p', 300),
                    repeat('m', 200), now()
                from unnest(?::text[], ?::bigint[]) as new (id, sequence)
                returning position;
                select pg_notify('bench', lastval()::text);
                commit""".formatted(heads ? HEADS : "", name);
    }

    private static final String HEADS = """
            insert into parts.head (aggregate_id, sequence, first_position, last_position)
            select id, sequence, 9000000000000000, 9000000000000000
            from unnest(?::text[], ?::bigint[]) as new (id, sequence)
            on conflict (aggregate_id) do update
            set sequence = excluded.sequence, last_position = excluded.last_position
            where head.sequence < excluded.sequence;
            """;

    /** Events of a batch that were not there. */
    void append(Connection connection, PreparedStatement append, long rows, long number) throws SQLException {
        var random = ThreadLocalRandom.current();
        long aggregates = rows / 2 / LENGTH;
        long some = random.nextLong(aggregates);
        var ids = new String[BATCH];
        var sequences = new Long[BATCH];
        for (int i = 0; i < BATCH; i++) {
            // All over the place, and no two the same.
            ids[i] = i % 2 == 0
                    ? id(1, rows + number * BATCH + i)
                    : id(i / 2 % 2, (some + i * aggregates / BATCH) % aggregates);
            sequences[i] = i % 2 == 0 ? 0 : 1_000 + number * BATCH + i;
        }
        for (int i = 0; i < (heads ? 4 : 2); i += 2) {
            append.setArray(i + 1, connection.createArrayOf("text", ids));
            append.setArray(i + 2, connection.createArrayOf("int8", sequences));
        }
        append.execute();
        while (append.getMoreResults() || append.getUpdateCount() != -1) {
            // the last statement is the commit
        }
    }

    static int batch() {
        return BATCH;
    }

    /** How the store loads a stream. */
    String load() {
        return """
                select position, tenant_id, aggregate_type, aggregate_id, sequence, event_type, revision,
                    payload, metadata, occurred_at, recorded_at
                from %s
                where aggregate_id = ? and sequence >= ? %s
                order by sequence
                """.formatted(name, heads ? """
                        and position >= (select first_position from parts.head h where h.aggregate_id = ?)
                        and position <= (select last_position from parts.head h where h.aggregate_id = ?)""" : "");
    }

    void load(PreparedStatement load, String id) throws SQLException {
        load.setString(1, id);
        load.setLong(2, 0);
        if (heads) {
            load.setString(3, id);
            load.setString(4, id);
        }
    }

    /** How the follower reads on. */
    String after() {
        return """
                select position, tenant_id, aggregate_type, aggregate_id, sequence, event_type, revision,
                    payload, metadata, occurred_at, recorded_at
                from %s
                where position > ?
                order by position
                limit 2000
                """.formatted(name);
    }

    /** An aggregate of those that are there; {@code kind} 0 has its events all over the table, 1 has them together. */
    static String any(int kind, long rows, Random random) {
        return id(kind, random.nextLong(rows / 2 / LENGTH));
    }

    /** The same as in SQL. */
    private static String id(int kind, long number) {
        var hex = Long.toHexString(number);
        var digest = Md5.hex(String.valueOf(number));
        return "usr_" + (kind == 0 ? "s" : "l") + "0".repeat(9 - hex.length()) + hex + digest.substring(0, 16);
    }

    /** Names of what is measured apart. */
    static String[] kinds() {
        return IntStream.range(0, 2)
                .mapToObj(kind -> kind == 0 ? "spread" : "together")
                .toArray(String[]::new);
    }
}
