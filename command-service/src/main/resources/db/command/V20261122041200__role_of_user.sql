create table command.role_of_user (
    tenant_id text not null,
    role_id text not null,
    user_id text not null,
    primary key (tenant_id, role_id, user_id)
);
