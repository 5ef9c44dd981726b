create table archive (
    name text primary key,
    phase text not null,
    ended_before timestamptz not null,
    up_to bigint not null default 0,
    wanted text,
    requested_by text not null,
    reason text,
    requested_at timestamptz not null default clock_timestamp(),
    started_at timestamptz,
    updated_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz,
    holder text,
    attempt bigint not null default 0,
    streams bigint not null default 0,
    events bigint not null default 0,
    kept bigint not null default 0,
    files int not null default 0,
    bytes bigint not null default 0,
    moved bigint not null default 0,
    manifest text,
    waits text,
    error text
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);

comment on table archive is 'Archives and how far they are. Who works on one counts its attempt up, which fences off the one before.';

create table archived_stream (
    aggregate_id text primary key,
    tenant_id text not null,
    archive text not null references archive,
    first_position bigint not null,
    last_position bigint not null,
    last_sequence bigint not null
) with (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_vacuum_scale_factor = 0.02);

comment on table archived_stream is 'Streams of which only the first and the last event are in the store; those between are in an archive.';
