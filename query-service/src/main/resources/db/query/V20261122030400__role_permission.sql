create table query.role_permission (
    tenant_id text not null,
    role_id text not null,
    permission_id text not null,
    primary key (tenant_id, role_id, permission_id)
);

create index role_permission_by_permission on query.role_permission (tenant_id, permission_id, role_id);
