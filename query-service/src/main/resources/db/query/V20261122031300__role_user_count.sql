create table query.role_user_count (
    tenant_id text not null,
    role_id text not null,
    users bigint not null,
    primary key (tenant_id, role_id)
);
