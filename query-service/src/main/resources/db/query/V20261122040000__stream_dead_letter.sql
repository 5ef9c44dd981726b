create table query.stream_dead_letter (
    tenant_id text not null,
    reaction text not null,
    position bigint not null,
    aggregate_id text not null,
    event_type text not null,
    error text not null,
    parked_at timestamptz not null default clock_timestamp(),
    primary key (tenant_id, reaction, position)
);
