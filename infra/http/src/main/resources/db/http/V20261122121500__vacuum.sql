-- Every write adds a row, and every row goes a day later: what has gone is taken away before it is a fiftieth.
alter table http.idempotency set (
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_threshold = 1000,
    autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.05
);
