-- id: contradictions_favour
-- title: The contradicted figures of the period, with whether the error favours the unit
-- grain: one row a contradicted (unit, figure)
-- columns: unit, figure, favours
-- Needs `contradictions_now`.
select
    unit,
    figure,
    favours
from ledger_now
where is_contradicted
order by unit, figure;
