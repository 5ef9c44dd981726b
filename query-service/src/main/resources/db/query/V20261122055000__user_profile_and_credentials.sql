-- Phone numbers are shown by some as digits alone, and are searched for as such.
alter table query.user
    add column middle_name text,
    add column nickname text,
    add column preferred_username text,
    add column profile text,
    add column website text,
    add column gender text,
    add column birthdate text,
    add column address jsonb,
    add column has_password boolean not null default false,
    add column mfa_enabled boolean not null default false,
    add column phone_digits text generated always as (nullif(regexp_replace(phone, '\D', '', 'g'), '')) stored,
    drop column search;

alter table query.user
    add column search text generated always as (
        lower(user_id || E'\n' || coalesce(email, '') || E'\n' || coalesce(username, '') || E'\n'
            || coalesce(name, '') || E'\n' || coalesce(given_name, '') || E'\n' || coalesce(family_name, '') || E'\n'
            || coalesce(regexp_replace(phone, '\D', '', 'g'), ''))
    ) stored;

create index user_phone on query.user (tenant_id, phone_digits) where phone_digits is not null;

do $$
begin
    if exists (select from pg_extension where extname = 'pg_trgm') then
        execute format(
            'create index user_search on query.user using gin (search %I.gin_trgm_ops)',
            (select extnamespace::regnamespace from pg_extension where extname = 'pg_trgm'));
    end if;
end
$$;
