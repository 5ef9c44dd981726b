create table command.group_slug (
    tenant_id text not null,
    slug text not null,
    group_id text not null,
    primary key (tenant_id, slug)
);
