alter table command.live_role
    add column name text not null default '',
    add column machine boolean not null default false,
    add column by_default boolean not null default false;

-- Roles that are there already have their names in the store; role names are not personal, so they are there to read.
do $$
begin
    if to_regclass('event_store.event') is not null then
        update command.live_role r
        set name = coalesce((
            select e.payload::json ->> 'name'
            from event_store.event e
            where e.aggregate_id = r.role_id
                and e.event_type in ('role.created', 'role.renamed')
            order by e.sequence desc
            limit 1
        ), '');
    end if;
end
$$;

alter table command.live_role
    alter column name drop default,
    alter column machine drop default,
    alter column by_default drop default;

create index live_role_name on command.live_role (tenant_id, name);
create index live_role_by_default on command.live_role (tenant_id) where by_default and not machine;
