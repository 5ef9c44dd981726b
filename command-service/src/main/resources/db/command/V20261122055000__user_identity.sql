create table command.user_identity (
    tenant_id text not null,
    target text not null,
    identity text not null,
    user_id text not null,
    primary key (tenant_id, target, identity)
);

create index user_identity_of_user on command.user_identity (tenant_id, user_id, target);
