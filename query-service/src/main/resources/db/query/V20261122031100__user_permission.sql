create table query.user_permission (
    tenant_id text not null,
    user_id text not null,
    permission_id text not null,
    primary key (tenant_id, user_id, permission_id)
);
