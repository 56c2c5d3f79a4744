-- id: credibility
-- title: How many figures of each report stood the recount, in the 12 months to the period
-- grain: one row a (unit, month) with a report
-- columns: unit, period, figures, held, judged (contradicted figures of which one side is better), favouring
-- Needs `contradictions_now` for the period itself; the months before are as their newest evaluation kept them.

with ledger as (
    select
        period,
        unit,
        is_contradicted,
        favours
    from ledger_now
    union all
    select
        period,
        unit,
        is_contradicted,
        favours
    from lake.contradictions
    where
        regexp_full_match(period, '\d{4}-\d{2}')
        and period_from < getvariable('period_from')
        and period_from >= getvariable('period_from') - interval 11 months
)

select
    unit,
    period,
    count(*) as figures,
    count(*) filter (where not is_contradicted) as held,
    count(*) filter (where is_contradicted and favours is not null) as judged,
    count(*) filter (where is_contradicted and favours) as favouring
from ledger
group by unit, period
order by unit, period;
