create table query.tenant (
    tenant_id text not null,
    slug text not null,
    name text not null,
    suspended boolean not null,
    password_min_length bigint not null,
    password_require_uppercase boolean not null,
    password_require_numbers boolean not null,
    password_require_symbols boolean not null,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id)
);

create index tenant_slug on query.tenant (slug);
