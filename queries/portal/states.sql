-- portal: states
-- How many checks each unit fails on its own records. Parameter: check_run.
select
    unit,
    count(*) filter (state = 'fail') as fails
from visible_results
where run_id = getvariable('check_run')
group by unit;
