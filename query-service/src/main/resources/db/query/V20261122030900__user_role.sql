create table query.user_role (
    tenant_id text not null,
    user_id text not null,
    role_id text not null,
    primary key (tenant_id, user_id, role_id)
);

create index user_role_by_role on query.user_role (tenant_id, role_id, user_id);
