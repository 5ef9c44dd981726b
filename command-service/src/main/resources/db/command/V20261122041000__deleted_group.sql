create table command.deleted_group (
    tenant_id text not null,
    group_id text not null,
    primary key (tenant_id, group_id)
);
