-- one row: which store this is, and which process publishes its events
create table query.bridge (
    store_id uuid not null default gen_random_uuid(),
    holder text,
    held_until timestamptz,
    only_one boolean not null default true check (only_one),
    primary key (store_id),
    unique (only_one)
);

insert into query.bridge default values;
