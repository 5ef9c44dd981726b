-- A number is the same with and without its leading plus.
delete from command.user_identifier a
using command.user_identifier b
where a.kind = 'phone'
    and a.value like '+%'
    and b.tenant_id = a.tenant_id
    and b.kind = 'phone'
    and b.value = substr(a.value, 2);

update command.user_identifier
set value = substr(value, 2)
where kind = 'phone'
    and value like '+%';
