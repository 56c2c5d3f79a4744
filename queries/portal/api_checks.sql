-- portal: api_checks
-- Every result of a run. Parameter: check_run.
select
    check_id,
    unit,
    state,
    reason,
    measured,
    threshold,
    violations,
    population
from visible_results
where run_id = getvariable('check_run')
order by check_id, unit;
