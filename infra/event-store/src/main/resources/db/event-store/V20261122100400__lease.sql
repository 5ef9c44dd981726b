create table lease (
    name text primary key,
    holder text not null,
    token bigint not null,
    expires_at timestamptz not null
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);

comment on table lease is 'Who may do what only one process may do. The token counts up at every change of hands and fences off the one before.';
