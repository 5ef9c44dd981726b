create table query.webhook (
    tenant_id text not null,
    webhook_id text not null,
    url text not null,
    events jsonb not null,
    description text,
    active boolean not null,
    -- events from here on are sent there
    created_position bigint not null,
    -- the event that holds the secret; the secret itself is nowhere but in that event
    secret_position bigint not null,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, webhook_id)
);
