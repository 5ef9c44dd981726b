-- True until the rows are made anew: belongings are then looked up for everybody, as they were before.
alter table query.user
    add column has_belongings boolean not null default true;
