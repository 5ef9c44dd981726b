-- what has to be sent, or was; the body is made of the event when it is sent
create table query.webhook_delivery (
    tenant_id text not null,
    webhook_id text not null,
    event_id text not null,
    position bigint not null,
    event_name text not null,
    status text not null default 'pending' check (status in ('pending', 'success', 'failed', 'dead_lettered')),
    attempts int not null default 0,
    next_attempt_at timestamptz,
    last_status int,
    last_error text,
    last_body text,
    succeeded_at timestamptz,
    dead_lettered_at timestamptz,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp(),
    primary key (tenant_id, webhook_id, event_id)
);

create index webhook_delivery_due on query.webhook_delivery (tenant_id, webhook_id, next_attempt_at, position)
    where status = 'pending';
