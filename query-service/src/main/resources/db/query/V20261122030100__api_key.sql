create table query.api_key (
    tenant_id text not null,
    api_key_id text not null,
    name text not null,
    hint text not null,
    scopes jsonb not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    version bigint not null,
    created_at timestamptz not null,
    primary key (tenant_id, api_key_id)
);
