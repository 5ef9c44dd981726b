create table query.group (
    tenant_id text not null,
    group_id text not null,
    slug text not null,
    name text not null,
    description text,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, group_id)
);

create index group_slug on query.group (tenant_id, slug);
