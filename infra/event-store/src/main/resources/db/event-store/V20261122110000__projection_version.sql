-- version: of the read model whose code made the rows. generation: counts up when an operator changes something, so that the
-- follower, which names the one it knows in every transaction, notices before it writes anything more. rate: events a second.
alter table projection
    add column version int not null default 1,
    add column generation bigint not null default 0,
    add column rate double precision not null default 0;
