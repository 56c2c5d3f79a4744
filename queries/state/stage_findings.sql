-- state: stage_findings
create or replace temp table raised (
    fingerprint varchar,
    check_id varchar,
    unit varchar,
    period varchar,
    subject varchar,
    severity varchar,
    violations bigint
);

create or replace temp table answers (
    check_id varchar,
    unit varchar,
    state varchar,
    violations bigint,
    cures_by_rows boolean
);
