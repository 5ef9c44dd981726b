-- how sending to a webhook goes
create table query.webhook_health (
    tenant_id text not null,
    webhook_id text not null,
    -- attempts that failed since the last that succeeded
    failures bigint not null default 0,
    last_attempt_at timestamptz,
    last_success_at timestamptz,
    -- the address asked to be left alone until then
    paused_until timestamptz,
    -- the version of the webhook whose address answered that it is gone; a later version may be tried again
    gone_version bigint,
    primary key (tenant_id, webhook_id)
);
