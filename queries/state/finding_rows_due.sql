-- state: finding_rows_due
-- The months and checks whose rows are to be tested again. Parameter: settled_since (closed ones are watched from then on).
select distinct
    rows.period,
    findings.check_id
from state.finding_rows as rows
inner join state.findings as findings on findings.fingerprint = rows.fingerprint
where
    findings.cure = 'rows'
    and (
        findings.status not in ('closed', 'withdrawn')
        or (findings.status = 'closed' and findings.closed_at >= getvariable('settled_since'))
    )
order by rows.period, findings.check_id;
