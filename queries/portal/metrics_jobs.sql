-- portal: metrics_jobs
-- For the monitoring program: how the runs of each job ended.
select job, outcome, count(*) as value
from state.job_runs
group by job, outcome
order by job, outcome;
