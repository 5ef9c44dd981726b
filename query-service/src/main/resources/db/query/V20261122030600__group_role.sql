create table query.group_role (
    tenant_id text not null,
    group_id text not null,
    role_id text not null,
    primary key (tenant_id, group_id, role_id)
);

create index group_role_by_role on query.group_role (tenant_id, role_id, group_id);
