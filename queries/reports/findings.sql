-- id: findings
-- title: The register of findings as of the report
-- grain: one row a finding first seen by the as-of that is open, or was closed since the first day of the period
-- columns: fingerprint, check, unit, period, severity, status, first_seen, last_seen, deadline, closed_at, violations, level
--     (unit | agency | leadership: whom it has reached), is_overdue (past its deadline and not said to be fixed)

select
    fingerprint,
    check_id as "check",
    unit,
    period,
    severity,
    status,
    first_seen,
    last_seen,
    deadline,
    closed_at,
    violations,
    coalesce(level, 'unit') as level,
    status in ('notified', 'acknowledged', 'disputed', 'planned')
    and coalesce(deadline < getvariable('as_of_day'), false) as is_overdue
from state.findings
where
    first_seen <= getvariable('as_of')
    and (closed_at is null or lake.local_time(closed_at) >= getvariable('period_from'))
order by severity, check_id, unit, fingerprint;
