create table stale_statistics (
    table_name text primary key,
    times bigint not null
);

comment on table stale_statistics is 'Tables that rows of erased persons have left: what PostgreSQL knows of the values in their columns has to be gathered anew.';
