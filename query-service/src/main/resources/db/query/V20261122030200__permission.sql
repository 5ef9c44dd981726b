create table query.permission (
    tenant_id text not null,
    permission_id text not null,
    slug text not null,
    name text not null,
    description text,
    category text,
    resource text,
    action text,
    system boolean not null,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, permission_id)
);

create index permission_slug on query.permission (tenant_id, slug);
