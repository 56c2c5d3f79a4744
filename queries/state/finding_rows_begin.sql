-- state: finding_rows_begin
create or replace temp table judged (
    check_id varchar,
    unit varchar
);

create or replace temp table violating (
    check_id varchar,
    unit varchar,
    subject_kind varchar,
    subject_id varchar,
    source varchar
);
