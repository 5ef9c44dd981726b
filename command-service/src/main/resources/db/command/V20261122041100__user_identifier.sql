create table command.user_identifier (
    tenant_id text not null,
    kind text not null,
    value text not null,
    user_id text not null,
    primary key (tenant_id, kind, value)
);
