create table tenant_key (
    tenant_id text primary key,
    master_key_id text not null,
    wrapped bytea not null,
    created_at timestamptz not null default clock_timestamp()
);

comment on table tenant_key is 'Keys of tenants, wrapped with the master key that master_key_id names.';

create table subject_key (
    tenant_id text not null,
    subject_id text not null,
    wrapped bytea,
    primary key (tenant_id, subject_id)
);

comment on table subject_key is 'Keys of persons, wrapped with the key of their tenant. Without a wrapped key the person has been erased.';
