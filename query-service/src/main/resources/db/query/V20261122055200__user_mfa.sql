create table query.user_mfa (
    tenant_id text not null,
    user_id text not null,
    mfa_id text not null,
    factor text not null,
    remaining bigint,
    created_at timestamptz not null,
    last_used_at timestamptz,
    primary key (tenant_id, user_id, mfa_id)
);
