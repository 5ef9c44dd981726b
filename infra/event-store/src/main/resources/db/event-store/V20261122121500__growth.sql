-- Rows of event are only added. Vacuum has nothing to take away there: it marks pages as visible to all and freezes their
-- rows, at once (freeze_min_age 0) since no row will ever change; so no vacuum has to read the whole table later, when
-- transaction ids run out. It comes every so many rows, not when a fifth of a table has been added that may have 100 million.
-- Statistics are of little use: every statement takes an index whatever they say. Archives take rows away, up to a hundredth
-- of the table before their space is used again.
alter table event set (
    autovacuum_freeze_min_age = 0,
    autovacuum_vacuum_scale_factor = 0.01,
    autovacuum_vacuum_threshold = 50000,
    autovacuum_analyze_scale_factor = 0.05,
    autovacuum_analyze_threshold = 50000,
    toast.autovacuum_freeze_min_age = 0,
    toast.autovacuum_vacuum_insert_scale_factor = 0,
    toast.autovacuum_vacuum_insert_threshold = 50000
);

-- One row per person, hardly ever changed, looked up with every event of theirs.
alter table subject_key set (
    autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_analyze_scale_factor = 0.05
);

-- One row per long stream, written anew every hundred events: with room in the page, no index has to know.
alter table snapshot set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

-- A handful of rows, told every second how far they are.
alter table rebuild set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
