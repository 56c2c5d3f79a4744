-- state: finding_rows_tested
-- What the rows say after a test, over all months of each finding that has rows in this month and could be judged.
-- Parameter: period. Temp table: judged.
with pulled as (
    select
        source,
        max(started_at) as pulled_at
    from lake.loads
    where complete
    group by source
),

touched as (
    select distinct findings.fingerprint
    from state.findings as findings
    inner join state.finding_rows as rows
        on rows.fingerprint = findings.fingerprint and rows.period = getvariable('period')
    inner join judged on judged.check_id = findings.check_id and judged.unit = findings.origin_unit
    where findings.cure = 'rows'
)

select
    rows.fingerprint,
    count(*) as rows_found,
    count(*) filter (where rows.cured_at is null) as remaining,
    any_value(pulled.pulled_at) as pulled_at
from state.finding_rows as rows
inner join touched on touched.fingerprint = rows.fingerprint
inner join state.findings as findings on findings.fingerprint = rows.fingerprint
left join lake.units as units on units.code = findings.origin_unit
left join pulled on pulled.source = units.source
group by rows.fingerprint
order by rows.fingerprint;
