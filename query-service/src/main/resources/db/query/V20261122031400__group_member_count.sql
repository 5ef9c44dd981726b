create table query.group_member_count (
    tenant_id text not null,
    group_id text not null,
    members bigint not null,
    primary key (tenant_id, group_id)
);
