create table query.role (
    tenant_id text not null,
    role_id text not null,
    slug text not null,
    name text not null,
    description text,
    system boolean not null,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, role_id)
);

create index role_slug on query.role (tenant_id, slug);
