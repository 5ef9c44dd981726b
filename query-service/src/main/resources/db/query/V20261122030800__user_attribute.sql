create table query.user_attribute (
    tenant_id text not null,
    user_id text not null,
    name text not null,
    value jsonb not null,
    primary key (tenant_id, user_id, name)
);
