create table operation (
    number bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    projection text not null,
    action text not null,
    actor text not null,
    reason text,
    position bigint,
    tenant_id text,
    aggregate_id text,
    detail text
);

create index operation_of_projection on operation (projection, number);

comment on table operation is 'What operators did to projections, written in the transaction that does it. Rows are only ever added.';
