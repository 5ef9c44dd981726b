create table query.user_count (
    tenant_id text not null,
    users bigint not null,
    primary key (tenant_id)
);
