with source as (
    select permission_id, 1 as rank, '' as slug, json_build_object('type', 'direct') as source
    from query.user_permission
    where tenant_id = :tenant
        and user_id = :user
    union all
    select rp.permission_id, 2, r.slug,
        json_build_object('type', 'role', 'id', r.role_id, 'slug', r.slug, 'name', r.name)
    from query.user_role ur
    join query.role r using (tenant_id, role_id)
    join query.role_permission rp using (tenant_id, role_id)
    where ur.tenant_id = :tenant
        and ur.user_id = :user
        and not :direct
    union all
    select rp.permission_id, 3, g.slug,
        json_build_object('type', 'group', 'id', g.group_id, 'slug', g.slug, 'name', g.name,
            'role', json_build_object('id', r.role_id, 'slug', r.slug, 'name', r.name))
    from query.user_group ug
    join query.group g using (tenant_id, group_id)
    join query.group_role gr using (tenant_id, group_id)
    join query.role r using (tenant_id, role_id)
    join query.role_permission rp using (tenant_id, role_id)
    where ug.tenant_id = :tenant
        and ug.user_id = :user
        and not :direct
)
select p.permission_id as id, p.slug, p.name, p.description,
    json_agg(s.source order by s.rank, s.slug) as sources
from source s
join query.permission p on p.tenant_id = :tenant and p.permission_id = s.permission_id
group by p.tenant_id, p.permission_id
order by p.slug, p.permission_id
