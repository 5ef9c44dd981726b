create table command.permission_of_user (
    tenant_id text not null,
    permission_id text not null,
    user_id text not null,
    primary key (tenant_id, permission_id, user_id)
);
