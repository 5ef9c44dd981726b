create table query.audit_log (
    tenant_id text not null,
    log_id text not null,
    position bigint not null,
    event_type text not null,
    actor_type text not null,
    actor_id text not null,
    target_type text not null,
    target_id text not null,
    outcome text not null,
    dialect text,
    operation text,
    request_id text,
    correlation_id text,
    causation_id text,
    -- field → {from, to}; null stands for a personal field, whose values are in target_sealed
    changes jsonb not null,
    -- name and e-mail of the target and its personal changes, under the key of that person, or of the tenant
    target_sealed text not null,
    -- address and user agent of the actor, under the key of that person, or of the tenant
    origin_sealed text not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    primary key (tenant_id, log_id)
);

create unique index audit_log_newest on query.audit_log (tenant_id, position);
create index audit_log_event on query.audit_log (tenant_id, event_type, position);
create index audit_log_actor on query.audit_log (tenant_id, actor_id, position);
create index audit_log_target on query.audit_log (tenant_id, target_id, position);
create index audit_log_time on query.audit_log (tenant_id, occurred_at);
