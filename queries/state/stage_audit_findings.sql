-- state: stage_audit_findings
create or replace temp table found (
    fingerprint varchar,
    check_id varchar,
    unit varchar,
    period varchar,
    subject varchar,
    severity varchar,
    violations bigint,
    is_of_period boolean
);
