create table dead_letter (
    projection text not null,
    position bigint not null,
    tenant_id text not null,
    aggregate_id text not null,
    event_type text not null,
    reason text,
    parked_at timestamptz not null default clock_timestamp(),
    primary key (projection, position)
);

create index dead_letter_queue on dead_letter (projection, aggregate_id, position);

comment on table dead_letter is 'Events that a projection could not apply, with the reason, and the later events of the same aggregate that wait behind them.';
