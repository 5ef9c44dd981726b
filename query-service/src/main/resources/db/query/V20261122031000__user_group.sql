create table query.user_group (
    tenant_id text not null,
    user_id text not null,
    group_id text not null,
    primary key (tenant_id, user_id, group_id)
);

create index user_group_by_group on query.user_group (tenant_id, group_id, user_id);
