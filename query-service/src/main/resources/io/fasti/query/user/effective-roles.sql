with source as (
    select role_id, 1 as rank, '' as slug, json_build_object('type', 'direct') as source
    from query.user_role
    where tenant_id = :tenant
        and user_id = :user
    union all
    select gr.role_id, 2, g.slug,
        json_build_object('type', 'group', 'id', g.group_id, 'slug', g.slug, 'name', g.name)
    from query.user_group ug
    join query.group g using (tenant_id, group_id)
    join query.group_role gr using (tenant_id, group_id)
    where ug.tenant_id = :tenant
        and ug.user_id = :user
        and not :direct
)
select r.role_id as id, r.slug, r.name, r.description,
    json_agg(s.source order by s.rank, s.slug) as sources
from source s
join query.role r on r.tenant_id = :tenant and r.role_id = s.role_id
group by r.tenant_id, r.role_id
order by r.slug, r.role_id
