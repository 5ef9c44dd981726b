create function require(met boolean) returns void
    language plpgsql
as $$
begin
    if not met then
        raise exception 'a row that the transaction requires is missing' using errcode = 'FA001';
    end if;
end
$$;
