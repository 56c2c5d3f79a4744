-- state: count_done
-- Parameters: job, work_key.
select count(*) as value
from state.job_runs
where job = getvariable('job') and work_key = getvariable('work_key') and outcome = 'done';
