-- portal: check_units
-- What one check says unit by unit, failing ones first. Parameters: check_run, check_id.
select
    unit,
    state,
    reason,
    measured,
    threshold,
    violations,
    population
from visible_results
where run_id = getvariable('check_run') and check_id = getvariable('check_id')
order by
    case state when 'fail' then 0 when 'pass' then 1 else 2 end,
    violations desc,
    unit;
