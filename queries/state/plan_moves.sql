-- state: plan_moves
-- The units that people moved in a month's plan. Parameter: month.
select
    unit,
    direction = 'in' as is_in,
    who,
    why
from state.plan_moves
where month = getvariable('month')
order by unit;
