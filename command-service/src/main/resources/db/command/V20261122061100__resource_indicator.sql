create table command.resource_indicator (
    tenant_id text not null,
    indicator text not null,
    resource_id text not null,
    primary key (tenant_id, indicator)
);
