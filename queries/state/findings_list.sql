-- state: findings_list
-- Parameters: root (a unit; it and what lies below it), status (null: all that are not settled), check_id; null for all.
select findings.*
from state.findings as findings
where
    (
        getvariable('root') is null
        or findings.unit in (select unit from lake.unit_tree where ancestor = getvariable('root'))
    )
    and (getvariable('check_id') is null or findings.check_id = getvariable('check_id'))
    and (
        findings.status = getvariable('status')
        or (getvariable('status') is null and findings.status not in ('closed', 'withdrawn'))
    )
order by
    case findings.severity when 'high' then 1 when 'medium' then 2 else 3 end,
    findings.deadline nulls last,
    findings.check_id,
    findings.unit,
    findings.period,
    findings.fingerprint;
