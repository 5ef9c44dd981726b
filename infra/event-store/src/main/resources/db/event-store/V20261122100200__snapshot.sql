create table snapshot (
    aggregate_id text primary key,
    tenant_id text not null,
    aggregate_type text not null,
    sequence bigint not null,
    payload_type text not null,
    revision text not null,
    sealed text not null,
    occurred_at timestamptz not null
);

comment on table snapshot is 'The last known state of long streams, sealed whole under the key of the tenant. May be deleted at any time.';
