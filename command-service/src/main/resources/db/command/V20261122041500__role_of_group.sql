create table command.role_of_group (
    tenant_id text not null,
    role_id text not null,
    group_id text not null,
    primary key (tenant_id, role_id, group_id)
);
