-- portal: job_steps
-- The steps of the newest runs. Parameter: run_ids is the smallest run shown.
select
    run_id,
    position,
    name,
    started_at,
    ended_at,
    row_count,
    detail
from visible_job_steps
where run_id >= getvariable('first_run')
order by run_id, position;
