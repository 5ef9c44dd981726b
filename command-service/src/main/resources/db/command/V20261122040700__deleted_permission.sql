create table command.deleted_permission (
    tenant_id text not null,
    permission_id text not null,
    primary key (tenant_id, permission_id)
);
