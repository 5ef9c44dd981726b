create table command.live_group (
    tenant_id text not null,
    group_id text not null,
    primary key (tenant_id, group_id)
);
