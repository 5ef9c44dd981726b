create table event (
    position bigint generated always as identity (cache 1) primary key,
    tenant_id text not null,
    aggregate_type text not null,
    aggregate_id text not null,
    sequence bigint not null,
    event_type text not null,
    revision smallint not null,
    payload text not null,
    metadata text not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null default clock_timestamp(),
    unique (aggregate_id, sequence)
) with (
    autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 200000,
    autovacuum_analyze_scale_factor = 0,
    autovacuum_analyze_threshold = 50000
);

comment on table event is 'Everything that happened. Rows are only ever added, one appender at a time, so position order is commit order.';
