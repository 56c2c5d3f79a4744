-- engine: results
-- Variables: check_order (ids), check_unit (null: all).
select
    check_id as "check",
    unit,
    state,
    reason,
    measured,
    threshold,
    violations,
    population
from check_results
where unit = coalesce(cast(getvariable('check_unit') as varchar), unit)
order by list_position(getvariable('check_order'), check_id), position;
