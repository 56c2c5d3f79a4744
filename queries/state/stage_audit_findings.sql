-- state: stage_audit_findings
create or replace temp table found (
    fingerprint varchar,
    check_id varchar,
    unit varchar,
    is_of_period boolean
);
