create table http.idempotency (
    tenant_id text not null,
    caller text not null,
    key text not null,
    request_hash text not null,
    dialect text not null,
    status bigint not null,
    kind text,
    resource_id text,
    message text not null,
    once text,
    expires_at timestamptz not null,
    primary key (tenant_id, caller, key)
);

create index idempotency_expires_at on http.idempotency (expires_at);
