create table projection (
    name text primary key,
    position bigint not null,
    live boolean not null,
    paused boolean not null default false,
    updated_at timestamptz not null default clock_timestamp()
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);

comment on table projection is 'How far each read model has come. One that is not live yet catches up with those that are.';
