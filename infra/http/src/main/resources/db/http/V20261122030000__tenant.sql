create table http.tenant (
    tenant_id text primary key,
    slug text not null unique,
    name text not null,
    suspended boolean not null,
    password_min_length bigint not null,
    password_uppercase boolean not null,
    password_numbers boolean not null,
    password_symbols boolean not null
);
