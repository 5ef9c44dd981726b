create table query.user_identity (
    tenant_id text not null,
    user_id text not null,
    target text not null,
    identity text not null,
    details jsonb,
    primary key (tenant_id, user_id, target)
);
