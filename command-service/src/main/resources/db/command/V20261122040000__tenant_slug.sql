create table command.tenant_slug (
    tenant_id text not null,
    slug text not null,
    owner_id text not null,
    primary key (tenant_id, slug)
);
