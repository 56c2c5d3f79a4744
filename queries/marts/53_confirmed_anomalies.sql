-- mart: confirmed_anomalies
-- grain: one row a (unit, period) whose volume the sector has confirmed to be an anomaly (R13)
-- columns: unit, period_from, period_to
-- A finding of R13 that was confirmed stands for every period in which the check found the unit's volume outside. The
-- whole row is read as JSON, so that a register that does not know the sector's word yet has none confirmed.

create or replace temp table confirmed_findings as
select
    unit,
    check_id
from state.findings as findings
where check_id = 'R13' and json_extract_string(to_json(findings), '$.confirmed') = 'true';

create or replace temp table confirmed_anomalies as
select distinct
    violations.unit,
    runs.period_from,
    runs.period_to
from lake.violations as violations
inner join lake.check_runs as runs on runs.run_id = violations.run_id
semi join confirmed_findings as confirmed
    on confirmed.unit = violations.unit and confirmed.check_id = violations.check_id
where runs.load_id <= getvariable('load_id');
