create schema rebuild;

comment on schema rebuild is 'Tables of read models that are being made anew, until they take the place of those that are read.';

create table rebuild (
    name text primary key,
    version int not null,
    attempt bigint not null default 0,
    phase text not null,
    wanted text,
    automatic boolean not null,
    requested_by text not null,
    reason text,
    requested_at timestamptz not null default clock_timestamp(),
    started_at timestamptz,
    updated_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz,
    holder text,
    head bigint not null default 0,
    position bigint not null default 0,
    events bigint not null default 0,
    rows bigint not null default 0,
    pass int not null default 0,
    passes int not null default 0,
    compared text,
    error text
);

comment on table rebuild is 'The last rebuild of each read model. Who works on one counts its attempt up, which fences off the one before.';
