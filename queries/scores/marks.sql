-- score: marks
-- What the checks said of the scored period and the indicators take over, emptied.
-- check_answers: one row a (check, unit); violating_records: one row a record, or a unit, that a check names.

create or replace temp table check_answers (
    check_id varchar,
    unit varchar,
    state varchar,
    reason varchar,
    violations bigint,
    population bigint
);

create or replace temp table violating_records (
    check_id varchar,
    unit varchar,
    subject_kind varchar,
    subject_id varchar,
    source varchar
);
