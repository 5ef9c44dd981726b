-- Where the server has trigrams, a search for any part of a name or e-mail need not look at every user of the tenant.
do $$
begin
    if exists (select from pg_available_extensions where name = 'pg_trgm') then
        create extension if not exists pg_trgm schema query;
        execute format(
            'create index user_search on query.user using gin (search %I.gin_trgm_ops)',
            (select extnamespace::regnamespace from pg_extension where extname = 'pg_trgm'));
    end if;
end
$$;
