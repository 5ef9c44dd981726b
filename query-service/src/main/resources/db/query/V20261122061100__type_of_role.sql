alter table query.role
    add column machine boolean not null default false,
    add column by_default boolean not null default false;

alter table query.role
    alter column machine drop default,
    alter column by_default drop default;
