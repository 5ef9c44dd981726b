create table query.user (
    tenant_id text not null,
    user_id text not null,
    email text,
    email_verified boolean not null,
    username text,
    phone text,
    name text,
    given_name text,
    family_name text,
    picture text,
    locale text,
    zoneinfo text,
    active boolean not null,
    blocked_at timestamptz,
    last_login_at timestamptz,
    login_count bigint not null,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    search text generated always as (
        lower(user_id || E'\n' || coalesce(email, '') || E'\n' || coalesce(username, '') || E'\n'
            || coalesce(name, '') || E'\n' || coalesce(given_name, '') || E'\n' || coalesce(family_name, ''))
    ) stored,
    primary key (tenant_id, user_id)
);

create index user_created_at on query.user (tenant_id, created_at, user_id);
create index user_email on query.user (tenant_id, lower(email), user_id);
create index user_username on query.user (tenant_id, username) where username is not null;
