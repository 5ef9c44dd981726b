create table command.group_of_user (
    tenant_id text not null,
    group_id text not null,
    user_id text not null,
    primary key (tenant_id, group_id, user_id)
);
