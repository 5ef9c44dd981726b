create table http.api_key (
    tenant_id text not null,
    api_key_id text not null,
    hash text not null unique,
    name text not null,
    scopes text not null,
    expires_at timestamptz,
    primary key (tenant_id, api_key_id)
);
