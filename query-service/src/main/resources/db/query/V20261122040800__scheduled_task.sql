-- the table of db-scheduler
create table query.scheduled_task (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);

create index scheduled_task_execution_time on query.scheduled_task (execution_time);
create index scheduled_task_last_heartbeat on query.scheduled_task (last_heartbeat);
