create table query.resource (
    tenant_id text not null,
    resource_id text not null,
    name text not null,
    indicator text not null,
    built_in boolean not null,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, resource_id)
);

create unique index resource_built_in on query.resource (tenant_id) where built_in;
