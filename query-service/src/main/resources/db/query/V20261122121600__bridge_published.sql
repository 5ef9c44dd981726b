-- How far the bridge is, now and then; Kafka knows it exactly. What it has passed may be archived.
alter table query.bridge add column published bigint not null default 0;
