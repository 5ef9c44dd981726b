create table query.audit_total (
    tenant_id text not null,
    entries bigint not null,
    primary key (tenant_id)
);
