-- engine: begin_check
-- What the two sections of a check fill. A section may leave out the columns that may be null.

create or replace temp table check_population (
    unit varchar,
    population bigint,
    measured double,                -- null: the share of violating records
    threshold double,               -- null: the tolerance
    reason varchar                  -- why the unit cannot be judged
);

create or replace temp table check_violations (
    unit varchar,
    subject_kind varchar,
    subject_id varchar,
    source varchar,
    measured double,
    threshold double,
    evidence varchar,
    is_counted boolean default true -- false: listed, but no part of the share or of a failure
);
