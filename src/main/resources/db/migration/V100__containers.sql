create table event (
    sequence   integer primary key,
    time_nano  integer not null,
    type       text    not null,
    action     text    not null,
    actor      text    not null,
    attributes text    not null
);

create index event_time on event (time_nano);

create table container (
    id              text    primary key,
    name            text    not null unique,
    image           text    not null,
    config          text    not null,
    args            text    not null,
    created_nano    integer not null,
    run             integer not null,
    status          text    not null,
    exit_code       integer not null,
    oom_killed      integer not null,
    error           text    not null,
    started_nano    integer,
    finished_nano   integer,
    restart_count   integer not null,
    stopped_by_user integer not null
);
