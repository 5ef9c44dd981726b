create table command.api_key_claim (
    tenant_id text not null,
    hash text not null,
    owner_id text not null,
    api_key_id text not null,
    primary key (tenant_id, hash)
);
