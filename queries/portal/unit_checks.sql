-- portal: unit_checks
-- What every check says about one unit's own records. Parameters: check_run, unit.
select
    check_id,
    state,
    reason,
    measured,
    threshold,
    violations,
    population
from visible_results
where run_id = getvariable('check_run') and unit = getvariable('unit')
order by check_id;
