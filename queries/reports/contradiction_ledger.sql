-- id: contradiction_ledger
-- title: Claimed against recounted, figure by figure, as the newest evaluation of each month kept it
-- grain: one row a (month, unit, figure)
-- columns: period, unit, figure, claimed, recounted, recounted_then, allowed, is_contradicted, favours, submitted_at
-- Variables: ledger_period (null: all), ledger_unit (it and what lies below it; null: all), only_contradicted.

select
    period,
    unit,
    figure,
    claimed,
    recounted,
    recounted_then,
    allowed,
    is_contradicted,
    favours,
    submitted_at
from lake.contradictions
where
    (getvariable('ledger_period') is null or period = getvariable('ledger_period'))
    and (
        getvariable('ledger_unit') is null
        or unit in (select unit from lake.unit_tree where ancestor = getvariable('ledger_unit'))
    )
    and (is_contradicted or not getvariable('only_contradicted'))
order by period, unit, figure;
