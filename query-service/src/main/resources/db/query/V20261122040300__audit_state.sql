-- the last state of every aggregate, from which the next entry tells what was before
create table query.audit_state (
    tenant_id text not null,
    aggregate_id text not null,
    aggregate_type text not null,
    sequence bigint not null,
    -- under the key of that person, or of the tenant
    sealed text not null,
    primary key (tenant_id, aggregate_id)
);
