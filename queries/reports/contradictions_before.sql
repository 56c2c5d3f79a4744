-- id: contradictions_before
-- title: Contradictions of check D2 in the months before, as stored
-- grain: one row a (month, unit, figure) of the last whole run of each of the 12 months before
-- columns: period, unit, figure

with runs as (
    select
        period,
        run_id
    from lake.check_runs
    where scope = '*' and regexp_full_match(period, '\d{4}-\d{2}') and period_from < getvariable('period_from')
        and period_from >= getvariable('period_from') - interval 12 months
    qualify row_number() over (partition by period order by run_id desc) = 1
)

select distinct
    runs.period,
    violations.unit,
    violations.evidence ->> 'figure' as figure
from runs
inner join lake.violations as violations using (run_id)
where violations.check_id = 'D2' and (violations.evidence ->> 'period') = runs.period
order by all;
