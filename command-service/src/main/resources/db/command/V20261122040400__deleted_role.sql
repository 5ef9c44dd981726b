create table command.deleted_role (
    tenant_id text not null,
    role_id text not null,
    primary key (tenant_id, role_id)
);
