-- state: newest_job_runs
-- Parameters: job (null for all), row_limit.
select *
from state.job_runs
where job = coalesce(cast(getvariable('job') as varchar), job)
order by started_at desc, run_id desc
limit getvariable('row_limit');
