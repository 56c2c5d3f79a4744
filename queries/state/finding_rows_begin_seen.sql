-- state: finding_rows_begin_seen
create or replace temp table seen as
select * exclude (cured_at) from state.finding_rows limit 0;

create or replace temp table seen_findings (
    fingerprint varchar,
    check_id varchar,
    unit varchar,
    is_by_rows boolean -- the same record may be found again in another month
);
