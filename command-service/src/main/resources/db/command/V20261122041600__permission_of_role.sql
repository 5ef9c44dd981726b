create table command.permission_of_role (
    tenant_id text not null,
    permission_id text not null,
    role_id text not null,
    primary key (tenant_id, permission_id, role_id)
);
