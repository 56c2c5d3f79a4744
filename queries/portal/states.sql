-- portal: states
-- How many checks each unit fails, passes and cannot be judged by, on its own records. Parameter: check_run.
select
    unit,
    count(*) filter (state = 'fail') as fails,
    count(*) filter (state = 'pass') as passes,
    count(*) filter (state = 'not_evaluable') as not_evaluable
from visible_results
where run_id = getvariable('check_run')
group by unit;
