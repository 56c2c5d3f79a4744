-- engine: begin_run
-- Empties the two tables that a run of the checks fills; later queries of the session may read them.

create or replace temp table check_results (
    check_id varchar,
    unit varchar,
    position integer,
    state varchar,
    reason varchar,
    measured double,
    threshold double,
    violations bigint,
    population bigint
);

create or replace temp table violations (
    check_id varchar,
    unit varchar,
    subject_kind varchar,
    subject_id varchar,
    source varchar,
    measured double,
    threshold double,
    evidence varchar
);
