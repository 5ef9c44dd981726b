create table command.permission_slug (
    tenant_id text not null,
    slug text not null,
    permission_id text not null,
    primary key (tenant_id, slug)
);
