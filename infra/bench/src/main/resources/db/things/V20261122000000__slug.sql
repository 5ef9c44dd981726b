create table things.slug (
    tenant_id text not null,
    slug text not null,
    role_id text not null,
    primary key (tenant_id, slug)
);
